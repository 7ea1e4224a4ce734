/**
 * Rotates the password of an RDS instance, in the four steps in which Secrets Manager calls a
 * rotation function. RDS is asked to set the password, so no connection to the database is needed,
 * and its replicas follow by themselves. Every step can be repeated: a rotation that was interrupted
 * goes on with the password that it had begun with.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html
 */

const current = 'AWSCURRENT';
const pending = 'AWSPENDING';
/** RDS begins a moment after it was asked; before that, `available` means nothing. */
const settleMs = 30_000;
const pollMs = 10_000;
/** Together 14 minutes; Lambda ends the function after 15. */
const pollsMax = 81;

export async function rotatePassword(event, ports) {
  const { SecretId, ClientRequestToken: token, Step } = event;
  const { VersionIdsToStages: stages = {} } = await ports.secrets.describeSecret({ SecretId });
  const mine = stages[token];
  if (mine === undefined) throw new Error(`Version ${token} is not part of this secret.`);
  // A repeated call of a rotation that is over.
  if (mine.includes(current)) return;
  if (!mine.includes(pending)) throw new Error(`Version ${token} is not ${pending}.`);
  switch (Step) {
    case 'createSecret':
      return createSecret(event, ports);
    case 'setSecret':
      return setSecret(event, ports);
    case 'testSecret':
      return testSecret(ports);
    case 'finishSecret': {
      const before = Object.keys(stages).find((id) => stages[id]?.includes(current)) ?? '';
      await ports.secrets.updateSecretVersionStage({
        SecretId,
        VersionStage: current,
        MoveToVersionId: token,
        RemoveFromVersionId: before,
      });
      return undefined;
    }
    default:
      throw new Error(`Step ${Step} is unknown.`);
  }
}

async function createSecret({ SecretId, ClientRequestToken }, { secrets }) {
  try {
    await secrets.getSecretValue({
      SecretId,
      VersionId: ClientRequestToken,
      VersionStage: pending,
    });
    return;
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ResourceNotFoundException')) throw error;
  }
  const { RandomPassword } = await secrets.getRandomPassword({
    PasswordLength: 40,
    ExcludePunctuation: true,
  });
  const { SecretString } = await secrets.getSecretValue({ SecretId, VersionStage: current });
  const content = { ...contentOf(SecretString), password: RandomPassword };
  await secrets.putSecretValue({
    SecretId,
    ClientRequestToken,
    SecretString: JSON.stringify(content),
    VersionStages: [pending],
  });
}

async function setSecret(
  { SecretId, ClientRequestToken: VersionId },
  { secrets, databases, databaseId },
) {
  const { SecretString } = await secrets.getSecretValue({
    SecretId,
    VersionId,
    VersionStage: pending,
  });
  const { password } = contentOf(SecretString);
  if (typeof password !== 'string' || password === '') throw new Error('There is no password.');
  await databases.modifyDBInstance({
    DBInstanceIdentifier: databaseId,
    MasterUserPassword: password,
    ApplyImmediately: true,
  });
}

/** Until RDS has set it; whoever reads the secret before that still gets the old one. */
async function testSecret({ databases, databaseId, wait }) {
  await wait(settleMs);
  for (let polls = 0; polls < pollsMax; polls += 1) {
    const { DBInstances: [database] = [] } = await databases.describeDBInstances({
      DBInstanceIdentifier: databaseId,
    });
    const isSet = database?.PendingModifiedValues?.MasterUserPassword === undefined;
    if (isSet && database?.DBInstanceStatus === 'available') return;
    await wait(pollMs);
  }
  throw new Error(`${databaseId} has not taken the password in time.`);
}

const contentOf = (text = '{}') => JSON.parse(text);
