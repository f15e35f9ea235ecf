using Microsoft.Extensions.Logging;
using SqueezeFlow.Storage.Influx.Protocol;
using SqueezeFlow.Storage.Influx.Points;
using SqueezeFlow.Storage.Influx.Schema;
using SqueezeFlow.Storage.Influx.Server;
using SqueezeFlow.Storage.Spool;

namespace SqueezeFlow.Storage.Influx;

/// <summary>The database behind the spool: writes, makes again what is missing of database and policies, and tells what longer bars are to be made of.</summary>
internal sealed partial class InfluxTarget(InfluxWriter writer, InfluxSchema schema, Resampler resampler, ISpoolLoss loss, ILogger<InfluxTarget> log) : ISpoolTarget
{
    /// <inheritdoc/>
    public async Task<SendResult> SendAsync(SpoolBatch batch, CancellationToken cancellationToken)
    {
        try
        {
            await resampler.SendingAsync(batch.Policy, batch.FirstUnixMs, batch.LastUnixMs, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException failure)
        {
            return new(SendVerdict.Unreachable, failure.Message);
        }

        var outcome = await writer.SendAsync(batch, cancellationToken).ConfigureAwait(false);
        return outcome.IsMissing ? await RecreateAsync(outcome.Result.Words, cancellationToken).ConfigureAwait(false) : outcome.Result;
    }

    /// <inheritdoc/>
    public Task AcceptedAsync(string policy, long firstUnixMs, long lastUnixMs, CancellationToken cancellationToken) =>
        resampler.AcceptedAsync(policy, firstUnixMs, lastUnixMs, cancellationToken);

    /// <inheritdoc/>
    public IReadOnlyList<SpoolBatch> Dropped(IReadOnlyList<SpoolBatch> batches) => loss.Dropped(batches);

    /// <inheritdoc/>
    public string? MarketOf(ReadOnlySpan<byte> line) => OwnedLines.MarketOf(line);

    private async Task<SendResult> RecreateAsync(string? words, CancellationToken cancellationToken)
    {
        LogMissing(words);
        try
        {
            await schema.EnsureAsync(cancellationToken).ConfigureAwait(false);
            InfluxMetrics.Recreated.Add(1);
            return new(SendVerdict.Unreachable, $"{words}: it is made again");
        }
        catch (InfluxFault failure)
        {
            return new(SendVerdict.Unreachable, $"{words}: it cannot be made again, {failure.Words}");
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "InfluxDB says: {Words}; it is made again")]
    private partial void LogMissing(string? words);
}
