/** Secrets that Terraform makes and never knows, and everything a container refers to. */
import { describe, expect, it } from 'vitest';
import { synthesise } from '../../../test/support/synthesise.ts';
import { secretVariables, type SecretReferences } from '../../runtime/contract.ts';
import { type ApplicationSecrets, createApplicationSecrets } from './application-secrets.ts';
import { createMasterSecret } from './master-secret.ts';
import { applicationSecretsIn, secretReferences } from './secret-references.ts';

const props = { keyArn: 'arn:key', version: 3, recoveryDays: 30 };
const tokyo = { region: 'ap-northeast-1', keyArn: 'arn:tokyo-key' };

let made: ApplicationSecrets | undefined;
const application = synthesise((stack) => {
  made = createApplicationSecrets(stack, 'secrets', {
    ...props,
    prefix: 'ticketing/prod',
    copies: [tokyo],
  });
});

describe('secrets of the application', () => {
  it('have names as documented, the data key, and a time to bring them back', () => {
    const secrets = application.resources('aws_secretsmanager_secret');
    expect(secrets.map(({ name }) => String(name)).toSorted()).toEqual([
      'ticketing/prod/partner/api-key',
      'ticketing/prod/payments/simulator-secret',
      'ticketing/prod/payments/webhook-secret',
      'ticketing/prod/queue/signing-key',
      'ticketing/prod/session/secret',
    ]);
    for (const secret of secrets) {
      expect(secret).toMatchObject({ kms_key_id: 'arn:key', recovery_window_in_days: 30 });
    }
  });

  it('are made up while Terraform runs and only written', () => {
    const { ephemeral } = application.json as {
      ephemeral: { aws_secretsmanager_random_password: Record<string, unknown> };
    };
    const random = Object.entries(ephemeral.aws_secretsmanager_random_password);
    expect(random).toHaveLength(5);
    for (const version of application.resources('aws_secretsmanager_secret_version')) {
      expect(version).not.toHaveProperty('secret_string');
      expect(version).toMatchObject({ secret_string_wo_version: 3 });
      expect(version.secret_string_wo).toMatch(
        /^\$\{ephemeral\.aws_secretsmanager_random_password\..*\.random_password\}$/,
      );
    }
  });

  it('are the same in the region that takes over', () => {
    for (const secret of application.resources('aws_secretsmanager_secret')) {
      expect(secret.replica).toEqual([{ region: 'ap-northeast-1', kms_key_id: 'arn:tokyo-key' }]);
    }
  });
});

describe('references', () => {
  it('name every secret variable of the runtime contract', () => {
    if (made === undefined) throw new Error('Nothing was made.');
    const references: SecretReferences = secretReferences({
      database: { secretArn: 'arn:database' },
      application: made,
      redis: { secretArn: 'arn:redis', jsonKey: 'password' },
    });
    expect(Object.keys(references).toSorted()).toEqual(Object.keys(secretVariables).toSorted());
    expect(references.DATABASE_USER).toEqual({ secretArn: 'arn:database', jsonKey: 'username' });
    expect(new Set(Object.values(references).map(({ secretArn }) => secretArn)).size).toBe(7);
  });

  it('lead to the copies in another region', () => {
    if (made === undefined) throw new Error('Nothing was made.');
    const copies = applicationSecretsIn(made, 'ap-northeast-2', 'ap-northeast-1');
    const { json } = synthesise((stack) => {
      stack.addOverride('locals', { copy: copies.SESSION_SECRET });
    });
    expect(JSON.stringify(json)).toMatch(/replace\(.*:ap-northeast-2:.*:ap-northeast-1:/);
  });
});

describe('the password of a database with replicas', () => {
  let password: string | undefined;
  const { json, onlyOne } = synthesise((stack) => {
    const master = createMasterSecret(stack, 'master', {
      ...props,
      name: 'ticketing/prod/database/master',
      user: 'ticketing',
    });
    ({ password } = master);
    stack.addOverride('locals', { password });
  });

  it('is the same in the secret and in the database, made up in one run', () => {
    const version = onlyOne('aws_secretsmanager_secret_version');
    const reference = /ephemeral\.aws_secretsmanager_random_password\.\w+\.random_password/;
    const [inSecret] = reference.exec(String(version.secret_string_wo)) ?? [];
    expect(inSecret).toMatch(reference);
    expect(version.secret_string_wo).toMatch(/^\$\{jsonencode\(.*"username" = "ticketing"/);
    expect(password).toBeDefined();
    expect(JSON.stringify(json.locals)).toContain(inSecret);
  });

  it('is read back by no plan: those of pull requests may read no secret', () => {
    expect(Object.keys(json.ephemeral as object)).toEqual(['aws_secretsmanager_random_password']);
  });
});
