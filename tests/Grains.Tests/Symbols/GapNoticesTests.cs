using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Notices;
using SqueezeFlow.Grains.Symbols;
using SqueezeFlow.Grains.Tests.Doubles;

namespace SqueezeFlow.Grains.Tests.Symbols;

/// <summary>What people are to be told of gaps.</summary>
public sealed class GapNoticesTests
{
    [Fact]
    public void A_gap_and_its_filling_are_of_one_subject_with_their_length()
    {
        var told = new ToldNotices();
        var gap = new Gap(new MarketId("BYBIT", "BTCUSDT"), 7, 1_795_368_000_000, 30, 1_795_368_090_000, 22, "reconnect");

        GapNotices.Tell(told, "BTC", gap);
        GapNotices.Tell(told, "BTC", gap with { FilledBy = "late trades" });

        Assert.Equal([NoticeKinds.GapFound, NoticeKinds.GapFilled], told.All.Select(notice => notice.Kind));
        Assert.Single(told.All.Select(notice => notice.Subject).Distinct());
        Assert.All(told.All, notice => Assert.Equal(TimeSpan.FromSeconds(90), notice.Length));
        Assert.Equal(("BYBIT:BTCUSDT", "90 s", "22", "reconnect"), (told.All[0].Values["market"], told.All[0].Values["length"], told.All[0].Values["missing"], told.All[0].Values["reason"]));
        Assert.Equal("late trades", told.All[1].Values["by"]);
    }
}
