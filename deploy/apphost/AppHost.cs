// Three silos, Redis and InfluxDB on a developer's machine, with Aspire's dashboard beside them: dotnet run --project deploy/apphost. The service itself knows nothing of it.
using System.Globalization;

const int Silos = 3;
const int FirstPort = 3000;

var builder = DistributedApplication.CreateBuilder(args);

var redis = builder.AddRedis("redis")
    .WithArgs("--appendonly", "yes", "--maxmemory-policy", "noeviction");

var influx = builder.AddContainer("influxdb", "influxdb", "1.8.10")
    .WithEnvironment("INFLUXDB_REPORTING_DISABLED", "true")
    .WithHttpEndpoint(targetPort: 8086, name: "http")
    .WithHttpHealthCheck("/ping", statusCode: 204);

for (var number = 0; number < Silos; number++)
{
    var port = FirstPort + number;
    builder.AddProject<Projects.Silo>(string.Create(CultureInfo.InvariantCulture, $"silo-{number + 1}"))
        .WithHttpEndpoint(port: port, isProxied: false)
        .WithHttpHealthCheck("/health/ready")
        .WithEnvironment("Http__Url", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"))
        .WithEnvironment("Cluster__Mode", "Redis")
        .WithEnvironment("Cluster__AdvertisedAddress", "127.0.0.1")
        .WithEnvironment("Data__Directory", Path.Combine(builder.AppHostDirectory, "data"))
        .WithEnvironment("Data__Slots", "8")
        .WithEnvironment("Redis__Host", redis.GetEndpoint("tcp").Property(EndpointProperty.Host))
        .WithEnvironment("Redis__Port", redis.GetEndpoint("tcp").Property(EndpointProperty.Port))
        .WithEnvironment("Redis__Password", redis.Resource.PasswordParameter!)
        .WithEnvironment("Influx__Host", influx.GetEndpoint("http").Property(EndpointProperty.Host))
        .WithEnvironment("Influx__Port", influx.GetEndpoint("http").Property(EndpointProperty.Port))
        .WaitFor(redis)
        .WaitFor(influx);
}

await builder.Build().RunAsync();
