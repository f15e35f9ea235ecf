using SqueezeFlow.Core.Bars;

namespace SqueezeFlow.Silo.Api.Bars;

/// <summary>Which bars are asked for: open time in <c>[from, to)</c>.</summary>
internal readonly record struct BarRange(Timeframe Timeframe, long FromUnixMs, long ToUnixMs)
{
    /// <summary>Bars of one market at most.</summary>
    public long Count => Timeframe.Count(FromUnixMs, ToUnixMs);
}
