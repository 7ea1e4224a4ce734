/**
 * Argo CD itself. It has no way in from outside: operators reach it through a forwarded port of
 * Session Manager, and sign in with the cluster's own accounts.
 */
const memory = (amount: string) => ({ requests: { memory: amount }, limits: { memory: amount } });

/**
 * Argo CD does not wait for Applications within an Application unless it is told when they are
 * well.
 */
const applicationHealth = `
hs = { status = "Progressing", message = "" }
if obj.status ~= nil and obj.status.health ~= nil then
  hs.status = obj.status.health.status
  if obj.status.health.message ~= nil then
    hs.message = obj.status.health.message
  end
end
return hs
`.trimStart();

export const argoCdValues = (nodeSelector: Readonly<Record<string, string>>): object => ({
  global: { nodeSelector },
  dex: { enabled: false },
  notifications: { enabled: false },
  applicationSet: { replicas: 0 },
  controller: { resources: memory('1Gi') },
  repoServer: { replicas: 2, resources: memory('512Mi') },
  server: { replicas: 2, resources: memory('256Mi') },
  configs: {
    cm: {
      'admin.enabled': true,
      'timeout.reconciliation': '60s',
      'resource.customizations.health.argoproj.io_Application': applicationHealth,
    },
    params: { 'server.insecure': false },
  },
});
