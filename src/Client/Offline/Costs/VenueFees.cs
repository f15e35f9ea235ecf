using System.Diagnostics.CodeAnalysis;
using SqueezeFlow.Core.Backtest.Costs;
using SqueezeFlow.Core.Words;

namespace SqueezeFlow.Client.Offline.Costs;

/// <summary>Fees by venue and tier as people write them: <c>BYBIT</c>, <c>BINANCE_FUTURES:VIP1</c>.</summary>
internal static class VenueFees
{
    /// <summary>The fee that a text names.</summary>
    public static bool TryFind(string text, [NotNullWhen(true)] out VenueFee? fee)
    {
        var parts = text.Split(':', 2, StringSplitOptions.TrimEntries);
        fee = VenueFee.Find(parts[0], parts.Length == 2 ? parts[1] : VenueFee.Usual);
        return fee is not null;
    }

    /// <summary>What is wrong with a text that names none, and what would do.</summary>
    public static string FaultOf(string text)
    {
        var venues = VenueFee.All.Select(fee => fee.Venue).Distinct().ToList();
        var venue = text.Split(':', 2)[0].Trim();
        var tiers = VenueFee.All.Where(fee => fee.Venue.Equals(venue, StringComparison.OrdinalIgnoreCase)).Select(fee => fee.Tier).ToList();
        return tiers.Count > 0 ? $"names no tier that is known: give one of {string.Join(", ", tiers)}, or the share itself"
            : NearestName.Of(venue, venues) is { } nearest ? $"names no venue whose fees are known: did you mean {nearest}? Or give the share itself"
            : $"names no venue whose fees are known: give one of {string.Join(", ", venues)}, or the share itself";
    }
}
