using SqueezeFlow.Core.Bars;

namespace SqueezeFlow.Storage.Influx.Schema;

/// <summary>Where bars of one length are kept.</summary>
/// <param name="Timeframe">Length of a bar.</param>
/// <param name="Source">Length of the bars that the database makes it of; null for those that are written.</param>
/// <param name="Duration">How long they are kept, unless set otherwise.</param>
/// <param name="Shard">How much time one file of them holds; zero leaves it to the server.</param>
internal sealed record InfluxFrame(Timeframe Timeframe, Timeframe? Source, TimeSpan Duration, TimeSpan Shard = default)
{
    /// <summary>Retention policy.</summary>
    public string Policy { get; init; } = $"aggr_{NameOf(Timeframe)}";

    /// <summary>Measurement of bars that were counted.</summary>
    public string Measurement { get; } = $"trades_{NameOf(Timeframe)}";

    /// <summary>Measurement of bars of a length that came from the venue's own history.</summary>
    public static string ImportedOf(Timeframe timeframe) => $"imported_{NameOf(timeframe)}";

    private static string NameOf(Timeframe timeframe) => timeframe.ToString();
}
