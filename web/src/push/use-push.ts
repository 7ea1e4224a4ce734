/** Notifications on this device, as components see them. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { featuresQuery } from '../api/features.ts';
import { useLanguage } from '../language/language-provider.tsx';
import { useApp } from '../main/app-services.ts';
import { type PushState, readDevice, switchOff, switchOn } from './device.ts';

export type Push = {
  /** Undefined: not known yet, or this deployment sends none: then nothing is offered. */
  readonly state: PushState | undefined;
  readonly isBusy: boolean;
  /** The last switching failed for a reason that is nobody's choice. */
  readonly hasFailed: boolean;
  /** Switches; call it from a press. Answers the state that came of it. */
  readonly turn: (isOn: boolean) => Promise<PushState | undefined>;
};

const DAY_MS = 86_400_000;

export function usePush(): Push {
  const { api, queries } = useApp();
  const { language } = useLanguage();
  const { data: features } = useQuery(featuresQuery(api));
  const publicKey = features?.push?.publicKey;
  const queryKey = ['push-device', publicKey, language] as const;
  const { data: state } = useQuery({
    queryKey,
    queryFn: () => readDevice(api, publicKey ?? '', language),
    enabled: publicKey !== undefined,
    staleTime: DAY_MS,
  });
  const switching = useMutation({
    networkMode: 'always',
    mutationFn: (isOn: boolean) =>
      isOn ? switchOn(api, publicKey ?? '', language) : switchOff(api),
    onSuccess: (next) => queries.setQueryData(queryKey, next),
  });
  return {
    state: publicKey === undefined ? undefined : state,
    isBusy: switching.isPending,
    hasFailed: switching.isError,
    turn: async (isOn) => {
      if (publicKey === undefined) return undefined;
      try {
        return await switching.mutateAsync(isOn);
      } catch {
        return undefined;
      }
    },
  };
}
