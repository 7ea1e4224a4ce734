/**
 * The script that a new instance runs once: software, image, secrets, container, health. It either
 * ends with a process that serves, or the instance is given up; why is in the log.
 *
 * Terraform reads the script as a template: no braces after a dollar or a percent sign.
 */
import {
  type ContainerEnvironment,
  runtime,
  type SecretReference,
} from '../../runtime/contract.ts';
import { agentConfig } from './agent-config.ts';
import { migrateCommand, serveCommand } from './run-container.ts';
import { watchScript } from './watch-script.ts';

export type UserDataProps = {
  readonly region: string;
  readonly groupName: string;
  readonly launchHookName: string;
  readonly terminateHookName: string;
  /** The SSM parameter that holds the image to run. */
  readonly imageParameterName: string;
  readonly environment: ContainerEnvironment;
  readonly role: string;
  readonly logGroupName: string;
  readonly healthPath: string;
  /** Whether it brings the schema to its release before it starts. */
  readonly migrates: boolean;
  readonly drainSeconds: number;
};

export const userDataLog = '/var/log/user-data.log';
/** As in document A, for everything that looks for it. */
export const containerName = 'ticketing-app';
const healthTries = 30;
const healthPauseSeconds = 10;

export const userData = (props: UserDataProps): string =>
  [
    preamble(props),
    software,
    image(props),
    settings(props.environment),
    container(props),
    health(props),
    services(props),
    `lifecycle CONTINUE\necho "$(date -u +%FT%TZ) Done."\n`,
  ].join('\n');

const preamble = (props: UserDataProps): string => `#!/bin/bash
set -Eeuo pipefail
umask 077
exec >>${userDataLog} 2>&1
REGION='${props.region}'
GROUP='${props.groupName}'
INSTANCE=''

step() { echo "$(date -u +%FT%TZ) $1"; }
retry() {
  for attempt in 1 2 3 4 5; do
    if "$@"; then return 0; fi
    echo "Attempt $attempt failed: $1" >&2
    sleep 5
  done
  return 1
}
lifecycle() {
  aws autoscaling complete-lifecycle-action --region "$REGION" --auto-scaling-group-name "$GROUP" \\
    --lifecycle-hook-name '${props.launchHookName}' --instance-id "$INSTANCE" \\
    --lifecycle-action-result "$1"
}
abandon() {
  trap - ERR
  step "FAILED: $1. The instance is given up." >&2
  lifecycle ABANDON || true
  exit 1
}
trap 'abandon "line $LINENO"' ERR

step 'Who am I?'
TOKEN=$(retry curl -fsS -m 5 -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 300' \\
  http://169.254.169.254/latest/api/token)
INSTANCE=$(curl -fsS -m 5 -H "X-aws-ec2-metadata-token: $TOKEN" \\
  http://169.254.169.254/latest/meta-data/instance-id)
`;

const software = `step 'Software'
retry dnf install --assumeyes docker jq amazon-cloudwatch-agent
systemctl enable --now docker
`;

const image = ({ imageParameterName }: UserDataProps): string => `step 'Image'
IMAGE=$(retry aws ssm get-parameter --region "$REGION" --name '${imageParameterName}' \\
  --query Parameter.Value --output text)
REGISTRY=$(echo "$IMAGE" | cut -d/ -f1)
login() {
  aws ecr get-login-password --region "$REGION" |
    docker login --username AWS --password-stdin "$REGISTRY"
}
retry login
retry docker pull "$IMAGE"
docker logout "$REGISTRY"
`;

const settings = ({ plain, secrets }: ContainerEnvironment): string => `step 'Settings and secrets'
# In memory and for root only. Docker keeps a copy among its own files, on the encrypted volume.
install --directory --mode=0700 /run/onsale
ENV_FILE=/run/onsale/env
cat >"$ENV_FILE" <<'SETTINGS'
${lines(plain, ([name, value]) => `${name}=${value}`)}
SETTINGS
secret() {
  local value
  value=$(retry aws secretsmanager get-secret-value --region "$REGION" --secret-id "$2" \\
    --query SecretString --output text)
  if [ -n "$3" ]; then value=$(printf '%s' "$value" | jq -er --arg key "$3" '.[$key]'); fi
  printf '%s=%s\\n' "$1" "$value" >>"$ENV_FILE"
}
${lines(secrets, secretLine)}
`;

const secretLine = ([name, { secretArn, jsonKey = '' }]: [string, SecretReference]): string =>
  `secret ${name} '${secretArn}' '${jsonKey}'`;

const lines = <T extends string | SecretReference>(
  table: Readonly<Record<string, T>>,
  line: (entry: [string, T]) => string,
): string => Object.entries(table).map(line).join('\n');

const container = (props: UserDataProps): string => {
  const { logGroupName, region, role, migrates } = props;
  const schema = migrates ? `step 'Schema'\n${migrateCommand()}\n` : '';
  const serve = serveCommand({ containerName, logGroupName, region, logPrefix: role });
  return `${schema}step 'Container'\n${serve}\n`;
};

const health = ({ healthPath }: UserDataProps): string => `step 'Health'
HEALTHY=no
for attempt in $(seq ${healthTries}); do
  if curl -fsS -m 5 --output /dev/null http://127.0.0.1:${runtime.port}${healthPath}; then
    HEALTHY=yes
    break
  fi
  sleep ${healthPauseSeconds}
done
if [ "$HEALTHY" != yes ]; then
  docker logs --tail 50 ${containerName} || true
  abandon 'not healthy within ${healthTries * healthPauseSeconds} s'
fi
`;

const services = (props: UserDataProps): string => {
  const { groupName, logGroupName } = props;
  const agent = agentConfig({ groupName, logGroupName, userDataLog });
  const watch = watchScript({
    region: props.region,
    groupName,
    hookName: props.terminateHookName,
    containerName,
    drainSeconds: props.drainSeconds,
    stopSeconds: runtime.stopGraceSeconds,
  });
  return `step 'Agent and watch'
cat >/opt/aws/amazon-cloudwatch-agent/etc/onsale.json <<'AGENT'
${agent}
AGENT
/opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl -a fetch-config -m ec2 -s \\
  -c file:/opt/aws/amazon-cloudwatch-agent/etc/onsale.json
cat >/usr/local/sbin/onsale-watch <<'WATCH'
${watch}WATCH
chmod 0700 /usr/local/sbin/onsale-watch
cat >/etc/systemd/system/onsale-watch.service <<'UNIT'
[Unit]
Description=Ends the container gracefully and reports a sick one
After=docker.service
[Service]
ExecStart=/usr/local/sbin/onsale-watch
Restart=on-failure
RestartSec=10
[Install]
WantedBy=multi-user.target
UNIT
systemctl daemon-reload
systemctl enable --now onsale-watch
`;
};
