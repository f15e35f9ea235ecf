using Microsoft.Extensions.Options;
using SqueezeFlow.Storage.Influx.Protocol;

namespace SqueezeFlow.Storage.Influx.Schema;

/// <summary>Checks how long what is to be kept.</summary>
internal sealed class InfluxOptionsValidator : IValidateOptions<InfluxOptions>
{
    // The server takes no shorter ones.
    private static readonly TimeSpan Least = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, InfluxOptions options)
    {
        string[] kept = [.. InfluxFrames.Of(options.Layout).All.Select(frame => frame.Timeframe.ToString()), InfluxFrames.LedgerPolicy, InfluxFrames.RecordPolicy];
        string[] failures =
        [
            .. from pair in options.Retention
               let fault = FaultOf(pair.Key, pair.Value, kept, options.Layout)
               where fault is not null
               select $"{InfluxOptions.Section}:{nameof(InfluxOptions.Retention)}:{pair.Key}: '{pair.Value}' {fault}",
        ];
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static string? FaultOf(string key, string text, string[] kept, InfluxLayout layout) =>
        !kept.Contains(key, StringComparer.OrdinalIgnoreCase) ? $"names nothing that the layout {layout} keeps: expected one of {string.Join(", ", kept)}"
        : !InfluxQl.TryParseDuration(text, out var duration) ? "cannot be read: expected a duration, e.g. 7d or 8760h, or INF for ever"
        : duration > TimeSpan.Zero && duration < Least ? "is shorter than the server allows: expected 1h or more"
        : null;
}
