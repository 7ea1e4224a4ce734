/** Gateways of this class become Application Load Balancers. */
import { GatewayClass } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/GatewayClass';
import { checked, type Manifest } from '../manifest/manifest.ts';

export const gatewayClassName = 'alb';

export const gatewayClass = (): Manifest =>
  checked(
    new GatewayClass({
      metadata: { name: gatewayClassName },
      spec: { controllerName: 'gateway.k8s.aws/alb' },
    }),
  );
