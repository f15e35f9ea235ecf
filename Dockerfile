# The service and its console in one image: one process, one data folder, no shell.
#
# 10.0-noble-chiseled is what Microsoft publishes of ASP.NET Core 10 without a distribution around it (Ubuntu 24.04: the runtime, certificates, time zones and nothing
# else, the user app with the number 1654). The tag follows the patches of 10.0; for an image that never changes give its digest: --build-arg RUNTIME=…@sha256:….
ARG SDK=mcr.microsoft.com/dotnet/sdk:10.0-noble
ARG RUNTIME=mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled

FROM ${SDK} AS build
WORKDIR /source
COPY . .
# Compiled ahead of time for this machine: a start need not, and neither need each health check.
RUN dotnet publish src/Silo -c Release -o /app -p:UseArtifactsOutput=false -p:PublishReadyToRun=true -p:PublishDocumentationFiles=false -p:PublishReferencesDocumentationFiles=false --use-current-runtime --self-contained false \
 && dotnet publish src/Client -c Release -o /app/console -p:UseArtifactsOutput=false -p:PublishReadyToRun=true -p:PublishDocumentationFiles=false -p:PublishReferencesDocumentationFiles=false --use-current-runtime --self-contained false \
 && mkdir /data

FROM ${RUNTIME}
ARG VERSION=1.0.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="SqueezeFlow" \
      org.opencontainers.image.description="Order flow of crypto venues: bars, volume delta, completeness, squeezes" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.base.name="mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled"
WORKDIR /app
COPY --from=build /app .
COPY --from=build --chown=1654:1654 /data /data
USER 1654:1654
# Below /data and /tmp only is anything written: the rest may be read-only.
ENV Data__Directory=/data \
    Http__Url=http://0.0.0.0:3000
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=20s --timeout=8s --start-period=60s --retries=3 CMD ["dotnet", "SqueezeFlow.Silo.dll", "health", "--timeout", "6"]
ENTRYPOINT ["dotnet", "SqueezeFlow.Silo.dll"]
