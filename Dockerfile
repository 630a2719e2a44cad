# One image for every process: the command chooses (docker-compose.yml shows each).
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN node scripts/build.mjs && npm prune --omit=dev

FROM node:24-bookworm-slim
# Two arenas, as the launcher gives to its processes: glibc keeps what is freed for each of them.
ENV NODE_ENV=production HOST=0.0.0.0 DATA_DIR=/data MALLOC_ARENA_MAX=2
WORKDIR /app
# A volume that is mounted there takes over this owner.
RUN mkdir -p /data/media && chown -R node:node /data
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/prisma ./prisma
# The GraphQL schemas are read from where they are written.
COPY --from=build /app/apps ./apps
COPY --from=build /app/dist ./dist
USER node
VOLUME /data
# Without an init as process 1, Node would have to reap and forward signals itself; compose sets `init: true`.
CMD ["node", "dist/apps/api/src/main.js"]
