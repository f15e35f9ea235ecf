using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Trades;
using static SqueezeFlow.Core.Tests.Flow.Trades;

namespace SqueezeFlow.Core.Tests.Flow;

/// <summary>Ids that begin anew: time goes on, numbers do not.</summary>
public sealed class NewSequenceTests
{
    private readonly StoredFlow _stored = new();

    [Fact]
    public void Trades_of_a_new_sequence_count_and_one_break_is_on_record()
    {
        var flow = Read(Market(), Enumerable.Range(1, 300).Select(i => Buy(500_000 + i, i * 200L)));

        Read(flow, Enumerable.Range(1, 600).Select(i => Buy(i, 90_000 + (i * 200L))));
        flow.CloseThrough(Midnight + 300_000);
        _stored.Take(flow);

        var gap = Assert.Single(_stored.Gaps);
        Assert.Equal(("anew", 500_300L, Midnight + 60_000, 1L, Midnight + 90_200), (gap.Reason, gap.BeforeId, gap.BeforeUnixMs, gap.AfterId, gap.AfterUnixMs));
        Assert.Equal((900L, 0L, null), (flow.Trades, flow.Duplicates, gap.FilledBy));
        Assert.False(_stored.IsComplete(Midnight + 60_000));
        Assert.True(_stored.IsComplete(Midnight + 120_000));
    }

    [Fact]
    public void A_restart_over_a_new_sequence_counts_its_trades_too_and_the_next_restart_goes_on_with_it()
    {
        var flow = Market();
        flow.Restore([], [], Run(lastId: 500_300, toMs: 60_000));
        Read(flow, Enumerable.Range(1, 100).Select(i => Buy(i, 90_000 + (i * 200L))));
        flow.CloseThrough(Midnight + 120_000);
        _stored.Take(flow);

        Assert.Equal((100L, 0L, 1), (flow.Trades, flow.Duplicates, _stored.OpenGaps.Count));
        Assert.Equal(100, _stored.Ledger.Where(r => r.LastId > 0).MaxBy(r => r.ToUnixMs)!.LastId);
    }

    [Fact]
    public void Repeated_trades_of_long_ago_and_late_ones_begin_no_sequence()
    {
        var flow = Read(Market(), Enumerable.Range(1, 300).Where(i => i != 100).Select(i => Buy(i, i * 200L)));

        Read(flow, [Buy(1, 200), Buy(2, 400), Buy(3, 600), Buy(100, 20_000), Buy(300, 60_000), Buy(301, 60_200)]);

        Assert.Equal((301L, 4L, 0L), (flow.Trades, flow.Duplicates, flow.Missing));
        _stored.Take(flow);
        Assert.DoesNotContain(_stored.Gaps, g => g.Reason == "anew");
    }

    [Fact]
    public void Two_copies_of_a_feed_change_the_sequence_together()
    {
        var flow = Read(Market(), Enumerable.Range(1, 50).Select(i => Buy(7_000 + i, i * 200L)));

        Read(flow, [Buy(1, 20_000), Buy(1, 20_000), Buy(2, 20_000), Buy(7_060, 11_900), Buy(2, 20_000), Buy(3, 20_200), Buy(3, 20_200)]);

        Assert.Equal((53L, 4L, 0L), (flow.Trades, flow.Duplicates, flow.Missing));
    }

    [Fact]
    public void One_odd_number_among_others_begins_nothing()
    {
        var flow = Read(Market(), Enumerable.Range(1, 50).Select(i => Buy(7_000 + i, i * 200L)));

        Read(flow, [Buy(12, 10_200), Buy(7_051, 10_400), Buy(7_052, 10_600)]);
        flow.CloseThrough(Midnight + 60_000);
        _stored.Take(flow);

        Assert.Equal((53L, 0L), (flow.Trades, flow.Missing));
        Assert.Empty(_stored.Gaps);
        Assert.All(_stored.Ledger, r => Assert.Equal(LedgerState.Complete, r.State));
    }

    private static LedgerRun Run(long lastId, long toMs) => new(
        Spot, Midnight, Midnight + toMs, 1, lastId, 300, 300, 200, 0, 0, LedgerState.Complete, ProofKind.Ids, "F/0", 1);

    private static MarketFlow Read(MarketFlow flow, IEnumerable<Trade> trades)
    {
        flow.ReadBy("F/0", 1, 0);
        foreach (var trade in trades)
        {
            flow.Receive(trade);
        }

        return flow;
    }
}
