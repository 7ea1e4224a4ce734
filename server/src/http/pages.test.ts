/** Pages and documents: static files, the reference, OpenAPI that a validator accepts. */
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { partnerApi } from '@onsale/contract/partner-api.ts';
import { productApi } from '@onsale/contract/product-api.ts';
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp } from './testing.ts';

describe('the reference', () => {
  it.each([
    ['partner', Object.values(partnerApi)],
    ['product', Object.values(productApi)],
  ])('of the %s API is valid OpenAPI 3.1 with every route and refusal', async (name, routes) => {
    const { app } = await createTestApp();
    const response = await app.inject(`/api/docs/${name}.json`);
    const document = response.json();
    const result = await new Validator().validate(structuredClone(document));
    expect(result.errors).toBeUndefined();
    expect(result.valid).toBe(true);
    expect(document.openapi).toBe('3.1.0');
    for (const spec of routes) {
      const operation = document.paths[spec.path][spec.method.toLowerCase()];
      expect(operation.operationId).toBe(spec.id);
      expect(Object.keys(operation.responses)).toContain(`${spec.status}`);
      for (const code of spec.errors) {
        expect(JSON.stringify(operation.responses)).toContain(`\`${code}\``);
      }
    }
  });

  it.each(['partner', 'product'])('of the %s API is a page without scripts', async (name) => {
    const { app } = await createTestApp();
    const response = await app.inject(`/api/docs/${name}`);
    expect(response.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(response.headers['content-security-policy']).toContain("default-src 'none'");
    expect(response.body).not.toMatch(/<script|style="|onclick/i);
    expect(response.body).toMatch(/<h2 id="\w+"><span class="method">POST<\/span>/);
    expect(response.body).toContain('curl -X POST');
    expect(response.body.match(/<h1>/g)).toHaveLength(1);
    const tag = String(response.headers['etag']);
    const again = await app.inject({
      url: `/api/docs/${name}`,
      headers: { 'if-none-match': tag },
    });
    expect(again.statusCode).toBe(304);
    expect((await app.inject('/api/docs/style.css')).headers['content-type']).toContain('text/css');
    expect((await app.inject('/api/docs')).body).toContain(`href="/api/docs/${name}"`);
  });

  it('gives every operation its own id', () => {
    const ids = [...Object.values(partnerApi), ...Object.values(productApi)].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('static files', () => {
  let root = '';
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'onsale-static-'));
    const web = join(root, 'public');
    await mkdir(join(web, 'assets'), { recursive: true });
    await writeFile(join(root, 'secret.txt'), 'secret');
    await writeFile(join(web, 'index.html'), '<h1>온세일</h1>');
    await writeFile(join(web, '.env'), 'secret');
    await writeFile(join(web, 'run.sh'), 'secret');
    await writeFile(join(web, 'assets', 'app-3f2a9c1b.js'), 'export {};');
    await symlink(join(root, 'secret.txt'), join(web, 'linked.txt'));
  });
  afterAll(() => rm(root, { recursive: true }));

  it('serves the files there are, by name', async () => {
    const { app } = await createTestApp({ webDirectory: join(root, 'public') });
    const index = await app.inject('/');
    expect(index.body).toBe('<h1>온세일</h1>');
    expect(index.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
    });
    const tag = String(index.headers['etag']);
    const again = await app.inject({ url: '/index.html', headers: { 'if-none-match': tag } });
    expect(again.statusCode).toBe(304);
    const script = await app.inject('/assets/app-3f2a9c1b.js');
    expect(script.headers['cache-control']).toContain('immutable');
  });

  it.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/assets/../../secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    String.raw`/..\secret.txt`,
    '/.env',
    '/run.sh',
    '/linked.txt',
    '/assets',
    '//etc/passwd',
  ])('does not serve %s', async (url) => {
    const { app } = await createTestApp({ webDirectory: join(root, 'public') });
    const response = await app.inject(url);
    expect([url, response.statusCode]).toEqual([url, 404]);
    expect(response.body).not.toContain('secret"');
  });
});
