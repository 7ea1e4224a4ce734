/** The two OpenAPI documents of the product. */
import { openApi, type OpenApiDocument } from './openapi.ts';
import { partnerApi } from './partner-api.ts';
import { productApi } from './product-api.ts';

/** @param version of the server that serves it */
export function partnerDocument(version: string): OpenApiDocument {
  return openApi(Object.values(partnerApi), {
    title: 'Onsale partner booking API',
    version,
    description:
      'Book tickets from another system: box offices, resellers, migrations. This surface is ' +
      'frozen. Date-times without a zone are in the zone of the event, Asia/Seoul by default.',
  });
}

/** @param version of the server that serves it */
export function productDocument(version: string): OpenApiDocument {
  return openApi(Object.values(productApi), {
    title: 'Onsale product API',
    version,
    description:
      'Events, seating plans, live state and reservations. It grows only by addition. Times are ' +
      'ISO-8601 in UTC, amounts are in minor units, ids of reservations are chosen by the client.',
  });
}
