using SqueezeFlow.Silo.Configuration;

namespace SqueezeFlow.Silo.Commands.Backup;

/// <summary>Bars may be in another database than the one that these commands read and write: half a backup would pass for a whole one.</summary>
internal static class OtherStore
{
    private const string HostKey = "Influx:Host";

    /// <summary>Refuses a configuration whose bars are in InfluxDB.</summary>
    /// <exception cref="CommandFailure">They are.</exception>
    public static void Refuse(SiloConfiguration configuration, string command)
    {
        if (configuration.Root[HostKey] is { Length: > 0 } host)
        {
            throw new CommandFailure(
                ExitCode.BadUsage,
                $"{HostKey}: '{host}' ({configuration.OriginOf(HostKey)}) holds bars, ledger, gaps and open interest, and {command} handles SQLite only: use 'influxd backup' and 'influxd restore' for it, and add --{HostKey}= for the rest");
        }
    }
}
