/** What this deployment offers; undefined until it is known. */
import { useQuery } from '@tanstack/react-query';
import { type Features, featuresQuery } from '../../api/features.ts';
import { useApi } from '../../main/app-services.ts';

export const useFeatures = (): Features | undefined => useQuery(featuresQuery(useApi())).data;
