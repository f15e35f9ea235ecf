using System.Net;
using SqueezeFlow.Storage.Influx.Protocol;

namespace SqueezeFlow.Storage.Influx.Server;

/// <summary>The server that the configuration names cannot be used; the message names the setting, its value and the fix.</summary>
public sealed class InfluxUnusableException : IOException
{
    private InfluxUnusableException(string message, Exception? inner)
        : base(message, inner)
    {
    }

    /// <summary>Finds the setting that a failure at the start speaks of.</summary>
    /// <param name="options">Configuration.</param>
    /// <param name="version">What the server tells of itself; null when it told nothing.</param>
    /// <param name="failure">What failed.</param>
    internal static InfluxUnusableException Of(InfluxOptions options, string? version, InfluxFault failure) => new(
        failure.Status switch
        {
            HttpStatusCode.Unauthorized when options.Username.Length == 0 =>
                $"Influx:Username: '' is refused by {options} ({failure.Words}): set the server's user and password, in INFLUX_USERNAME and INFLUX_PASSWORD or INFLUX_PASSWORD_FILE",
            HttpStatusCode.Unauthorized =>
                $"Influx:Password: '{(options.Password.Length > 0 ? "***" : "")}' is refused by {options} for Influx:Username '{options.Username}' ({failure.Words}): " +
                "set that user's password, in INFLUX_PASSWORD or INFLUX_PASSWORD_FILE",
            HttpStatusCode.Forbidden =>
                $"Influx:Username: '{options.Username}' may not do what is needed at {options} ({failure.Words}): GRANT ALL PRIVILEGES TO {InfluxQl.Name(options.Username)}, or name an administrator",
            HttpStatusCode.NotFound when version is not null =>
                $"Influx:Host: '{options.Host}' has no /api/v2/write on port {options.Port} (InfluxDB {version}: {failure.Words}): run InfluxDB 1.8 there, or put bench/lib/influx-write-path.mjs before an older one",
            _ when !failure.IsRefusal => $"Influx:Host: '{options.Host}' cannot be used on port {options.Port} ({failure.Words}): start InfluxDB 1.8 there, name another server, or leave it empty to store in SQLite",
            _ => $"Influx:Database: '{options.Database}' cannot be used at {options} ({failure.Words}): name a database that the server accepts, e.g. {new InfluxOptions().Database}",
        },
        failure);

    /// <summary>A server of another generation: it has neither policies nor continuous queries.</summary>
    internal static InfluxUnusableException OfVersion(InfluxOptions options, string version) => new(
        $"Influx:Host: '{options.Host}' is InfluxDB {version} on port {options.Port}: it has neither retention policies nor continuous queries; run InfluxDB 1.8, or leave it empty to store in SQLite",
        inner: null);
}
