# One image for every service; what it is is its command: node dist/apps/<app>/src/main.js
FROM node:22-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY tsconfig.json tsconfig.build.json ./
COPY libs libs
COPY apps apps
COPY test test
COPY tools tools
RUN npm run build && npm prune --omit=dev

FROM node:22-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/app/.data
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
# Only attachments, and the embedded PostgreSQL of the default command, are written here.
RUN install -d -o node -g node -m 700 .data .data/files
USER node
EXPOSE 3000
CMD ["node", "dist/apps/standalone/src/main.js"]
