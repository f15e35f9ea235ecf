using SqueezeFlow.Core.Bars;

namespace SqueezeFlow.Storage.Influx.Schema;

/// <summary>How far the bars that the database makes have come. Safe for concurrent use.</summary>
internal interface ISettledTime
{
    /// <summary>Learns what other processes are changing; before each question.</summary>
    Task RefreshAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// Bars of a frame that open before this time hold, of every market, all that the frame's source holds; later ones may lag behind.
    /// <see cref="long.MinValue"/> when that is not known of any. Milliseconds since 1970 UTC.
    /// </summary>
    long SettledToUnixMs(Timeframe timeframe);
}
