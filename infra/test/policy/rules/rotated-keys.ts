/** Fixtures of the rule `rotated-keys`. */
import { fails, passes } from '../fixture.ts';

export const fixtures = [
  fails('a key for ever', ['aws_kms_key.a', 'aws_kms_key.b', 'aws_kms_key.c'], {
    aws_kms_key: {
      a: {},
      b: { enable_key_rotation: false },
      c: { key_usage: 'ENCRYPT_DECRYPT', customer_master_key_spec: 'SYMMETRIC_DEFAULT' },
    },
  }),
  passes('a key that rotates, and one that cannot', {
    aws_kms_key: {
      a: { enable_key_rotation: true },
      pair: { key_usage: 'ENCRYPT_DECRYPT', customer_master_key_spec: 'RSA_2048' },
      signatures: { key_usage: 'SIGN_VERIFY', customer_master_key_spec: 'ECC_NIST_P256' },
    },
  }),
];
