using SqueezeFlow.Storage.Influx.Schema;

namespace SqueezeFlow.Storage.Influx.Backup;

/// <summary>A store of records that knows which longer bars several processes have yet to make again.</summary>
internal interface ILateBars
{
    /// <summary>Stretches of time whose longer bars are not to be relied on.</summary>
    IReadOnlyList<TimeRange> Late { get; }
}
