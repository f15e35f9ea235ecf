# The service in one container: one process, one data folder.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY . .
# Compiled ahead of time for this machine: a start need not.
RUN dotnet publish src/Silo -c Release -o /app -p:UseArtifactsOutput=false -p:PublishReadyToRun=true --use-current-runtime --self-contained false

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
RUN mkdir /data && chown app:app /data
USER app
ENV Data__Directory=/data Http__Url=http://0.0.0.0:3000
VOLUME /data
EXPOSE 3000
ENTRYPOINT ["dotnet", "SqueezeFlow.Silo.dll"]
