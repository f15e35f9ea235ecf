using System.Globalization;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Notices;

namespace SqueezeFlow.Grains.Symbols;

/// <summary>Says that trades of a market are missing, and that they have been found. Said of each gap; whoever tells people tells the long ones that stay.</summary>
internal static class GapNotices
{
    /// <summary>A gap was found, or filled.</summary>
    public static void Tell(INotifier notifier, string symbol, Gap gap)
    {
        var length = TimeSpan.FromMilliseconds(Math.Max(0, gap.AfterUnixMs - gap.BeforeUnixMs));
        notifier.Notify(Notice.Of(
            gap.FilledBy is null ? NoticeKinds.GapFound : NoticeKinds.GapFilled,
            string.Create(CultureInfo.InvariantCulture, $"{gap.Market} {gap.BeforeId} {gap.BeforeUnixMs}"),
            ("market", gap.Market.ToString()),
            ("symbol", symbol),
            ("from", Time(gap.BeforeUnixMs)),
            ("to", Time(gap.AfterUnixMs)),
            ("length", string.Create(CultureInfo.InvariantCulture, $"{length.TotalSeconds:0} s")),
            ("missing", gap.Missing?.ToString(CultureInfo.InvariantCulture)),
            ("reason", gap.Reason),
            ("by", gap.FilledBy)) with
        { Length = length });
    }

    private static string Time(long unixMs) => DateTimeOffset.FromUnixTimeMilliseconds(unixMs).ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
