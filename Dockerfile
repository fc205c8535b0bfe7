# The bundle is the same for every processor, so it is made once, on the one that builds.
FROM --platform=$BUILDPLATFORM node:24-slim AS build
WORKDIR /src
COPY package.json package-lock.json ./
# No dependency runs a script of its own while the image is built.
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build

# Node.js and what it needs, without a shell or any other program.
FROM gcr.io/distroless/nodejs24-debian13:nonroot
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="volcano-admission" \
      org.opencontainers.image.description="Admission webhooks for Volcano" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
# By its ending, the bundle is an ES module without a package.json beside it.
COPY --from=build /src/dist/main.js /app/main.mjs
# The copyright notices that the bundle refers to.
COPY --from=build /src/dist/main.js.LEGAL.txt /app/main.js.LEGAL.txt
USER 65532:65532
EXPOSE 8443 11251
# Requests are short-lived: with at most 8 MiB for each half of the young generation and one arena of malloc, memory stays
# small at no cost.
ENV MALLOC_ARENA_MAX=1
# The arguments of the container are those of the server.
ENTRYPOINT ["/nodejs/bin/node", "--max-semi-space-size=8", "/app/main.mjs"]
