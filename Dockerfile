# Builds Nearkin and runs it as a plain user. With docker-compose.yml database and broker are given; by itself the image
# uses the embedded ones and keeps everything in the volume /data.
FROM maven:3.9-eclipse-temurin-17 AS build
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates curl gnupg \
 && curl -fsSL https://deb.nodesource.com/gpgkey/nodesource-repo.gpg.key | gpg --dearmor -o /usr/share/keyrings/nodesource.gpg \
 && echo "deb [signed-by=/usr/share/keyrings/nodesource.gpg] https://deb.nodesource.com/node_20.x nodistro main" \
      > /etc/apt/sources.list.d/nodesource.list \
 && apt-get update \
 && apt-get install -y --no-install-recommends nodejs \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /build
COPY . .
# the tests need a browser and run in .ci/run, not here
RUN mvn -B -q package -DskipTests

FROM eclipse-temurin:17-jre
RUN apt-get update \
 && apt-get install -y --no-install-recommends curl \
 && rm -rf /var/lib/apt/lists/* \
 && groupadd --system --gid 10001 nearkin \
 && useradd --system --uid 10001 --gid nearkin --home-dir /data --shell /usr/sbin/nologin nearkin \
 && install -d -o nearkin -g nearkin -m 0700 /data
COPY --from=build /build/target/lib /opt/nearkin/lib
COPY --from=build /build/target/nearkin.jar /opt/nearkin/nearkin.jar
COPY scripts/start.sh /opt/nearkin/start.sh
COPY deploy/start-with-secrets /opt/nearkin/start-with-secrets
USER nearkin
WORKDIR /data
ENV NEARKIN_DATA_DIR=/data \
    SERVER_ADDRESS=0.0.0.0 \
    NEARKIN_JAR=/opt/nearkin/nearkin.jar \
    JAVA_OPTS="-Xmx512m -XX:+ExitOnOutOfMemoryError"
VOLUME /data
EXPOSE 8080 1883
HEALTHCHECK --interval=15s --timeout=5s --start-period=120s --retries=4 \
  CMD curl -fsS "http://127.0.0.1:${SERVER_PORT:-8080}/actuator/health" > /dev/null || exit 1
ENTRYPOINT ["/opt/nearkin/start-with-secrets"]
