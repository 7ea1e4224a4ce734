/** What this deployment offers, so that pages show nothing that could not work. */
import { Type, type Static } from 'typebox';
import { route } from './route.ts';

export const SignInProvider = Type.Object({
  id: Type.String({ minLength: 1, maxLength: 50 }),
  /** As people know it: "Kakao". */
  name: Type.String({ minLength: 1, maxLength: 100 }),
});

export const Features = Type.Object({
  mail: Type.Boolean({
    description: 'Letters are sent: without, no reminders by mail, no reset of a password.',
  }),
  push: Type.Union(
    [Type.Object({ publicKey: Type.String({ minLength: 1, maxLength: 200 }) }), Type.Null()],
    { description: 'The VAPID key to subscribe with; null: no web push.' },
  ),
  wallets: Type.Object({ apple: Type.Boolean(), google: Type.Boolean() }),
  signIn: Type.Object({
    passkeys: Type.Boolean(),
    confirmed: Type.Boolean({
      description: 'An account comes to be when its e-mail address has been confirmed.',
    }),
    providers: Type.Array(SignInProvider, { maxItems: 10 }),
  }),
});

export type Features = Static<typeof Features>;
export type SignInProvider = Static<typeof SignInProvider>;

export const featureRoutes = {
  readFeatures: route({
    id: 'readFeatures',
    method: 'GET',
    path: '/api/v1/features',
    summary: 'What this deployment offers: mail, push, wallets, ways to sign in',
    auth: 'none',
    status: 200,
    response: Type.Object({ features: Features }),
    errors: [],
  }),
} as const;
