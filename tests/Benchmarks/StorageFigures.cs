using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Storage.Influx;
using SqueezeFlow.Storage.Influx.Protocol;
using SqueezeFlow.Storage.Spool;
using SqueezeFlow.Storage.Sqlite;

namespace SqueezeFlow.Benchmarks;

/// <summary>
/// What a store of bars costs, SQLite or the InfluxDB that is named: points written from the call to the acknowledgement, and the 48 hours that symbols begin
/// with; with the number of an <c>influxd</c> process, what an outage of ten minutes costs besides. Run by <c>bench/storage.sh</c>;
/// <c>SqueezeFlow.Benchmarks storage [--Points N] [--InfluxPid N] [--Influx:Host=… …]</c>. Leaves a million seconds of 50 markets behind.
/// </summary>
internal static class StorageFigures
{
    /// <summary>Measures, and writes one line a figure to standard output.</summary>
    public static async Task RunAsync(string[] args)
    {
        var folder = Directory.CreateTempSubdirectory("squeezeflow-storage-");
        try
        {
            var builder = Host.CreateApplicationBuilder(["--Data:Directory", folder.FullName, .. args]);
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
            builder.Services.AddSingleton(TimeProvider.System);
            builder.Services.AddSqliteStorage();
            if (builder.Configuration[$"{InfluxOptions.Section}:{nameof(InfluxOptions.Host)}"] is { Length: > 0 })
            {
                builder.Services.AddInfluxStorage();
            }

            using var host = builder.Build();
            await host.StartAsync();
            var points = long.Parse(builder.Configuration["Points"] ?? "1000000", CultureInfo.InvariantCulture);
            var run = new StorageRun(host.Services.GetRequiredService<IBarStore>(), host.Services.GetService<ISpool>(), folder);
            await run.WriteSecondsAsync(points);
            await run.WriteHistoryAsync(symbols: 500);
            foreach (var symbols in (int[])[1, 50, 500, 50])
            {
                await run.ReadHistoryAsync(symbols);
            }

            if (builder.Configuration["InfluxPid"] is { Length: > 0 } pid)
            {
                await run.SurviveAsync(pid);
            }

            await host.StopAsync();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
