# syntax=docker/dockerfile:1
# The server with its pages, and the payment simulator, in one image: see docs/containers.md.
# For builds that can be repeated, name the base image by its digest:
#   docker build --build-arg NODE_IMAGE=node:24-bookworm-slim@sha256:... .
ARG NODE_IMAGE=node:24-bookworm-slim

# The lists of packages first: the layers with the packages stay good while only sources change.
FROM ${NODE_IMAGE} AS lists
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY contract/package.json contract/
COPY server/package.json server/
COPY web/package.json web/
COPY bench/package.json bench/

# Everything, to build the pages.
FROM lists AS build
RUN --mount=type=cache,target=/tmp/npm npm ci --ignore-scripts --cache /tmp/npm
COPY contract contract
COPY scripts scripts
COPY web web
COPY tsconfig.json ./
RUN node scripts/build-web.ts

# What the server needs when it runs. Optional packages are a Node.js and a PostgreSQL for machines without
# them: the image has its own Node.js, and a container's database is not inside of it.
FROM lists AS packages
RUN --mount=type=cache,target=/tmp/npm \
    npm ci --omit=dev --omit=optional --workspace=@onsale/server --ignore-scripts --cache /tmp/npm

FROM ${NODE_IMAGE}
ARG VERSION=0.0.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Onsale" \
      org.opencontainers.image.description="Ticketing for events that everyone wants at the same moment." \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
# The only place that is written to. It belongs to the user below; the program belongs to root.
RUN install --directory --owner=1000 --group=1000 --mode=0700 /data
VOLUME /data
WORKDIR /app
COPY --from=packages /app ./
COPY package.json LICENSE ./
COPY scripts/healthcheck.mjs scripts/
COPY contract contract
COPY server server
COPY --from=build /app/web/dist web/dist
ENV NODE_ENV=production \
    DATA_DIR=/data \
    PORT=8080
# By number, so that an orchestrator can see that it is not root.
USER 1000:1000
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --start-interval=1s --retries=3 \
  CMD ["node", "scripts/healthcheck.mjs"]
# Not through npm or a shell: signals have to reach the server.
CMD ["node", "server/src/main/server.ts"]
