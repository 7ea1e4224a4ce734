/**
 * A small service on every instance. It ends the container gracefully when the instance is to end,
 * and has the instance replaced when its container stays sick: behind a load balancer that would
 * find out as well, a worker is behind none.
 */

export type WatchScriptProps = {
  readonly region: string;
  readonly groupName: string;
  readonly hookName: string;
  readonly containerName: string;
  /** How long the load balancer lets requests under way end; 0 without one. */
  readonly drainSeconds: number;
  /** How long the container may take to stop. */
  readonly stopSeconds: number;
};

const pauseSeconds = 5;
/** As long as a new instance may take to become healthy. */
const sickSecondsMax = 300;

export const watchScript = (props: WatchScriptProps): string => `#!/bin/bash
# Written by user data. Commands may fail here: the next round tries again.
set -u
region='${props.region}'
group='${props.groupName}'
container='${props.containerName}'

metadata() {
  local token
  token=$(curl -fsS -m 2 -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' \\
    http://169.254.169.254/latest/api/token) || return 1
  curl -fsS -m 2 -H "X-aws-ec2-metadata-token: $token" "http://169.254.169.254/latest/meta-data/$1"
}

instance=''
while [ -z "$instance" ]; do
  instance=$(metadata instance-id) || sleep 1
done

sick=0
while sleep ${pauseSeconds}; do
  if [ "$(metadata autoscaling/target-lifecycle-state)" = Terminated ]; then
    echo 'The instance is to end: requests under way may end first.'
    sleep ${props.drainSeconds}
    docker stop -t ${props.stopSeconds} "$container"
    aws autoscaling complete-lifecycle-action --region "$region" \\
      --auto-scaling-group-name "$group" --lifecycle-hook-name '${props.hookName}' \\
      --instance-id "$instance" --lifecycle-action-result CONTINUE
    exit 0
  fi
  if [ "$(docker inspect --format '{{.State.Health.Status}}' "$container")" = healthy ]; then
    sick=0
  else
    sick=$((sick + 1))
  fi
  if [ "$sick" -ge ${sickSecondsMax / pauseSeconds} ]; then
    echo 'Not healthy for ${sickSecondsMax} s: the instance is to be replaced.'
    aws autoscaling set-instance-health --region "$region" --instance-id "$instance" \\
      --health-status Unhealthy
    sick=0
  fi
done
`;
