using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Storage.Reading;
using SqueezeFlow.Core.Tests.Flow;
using SqueezeFlow.Core.Trades;
using Made = SqueezeFlow.Core.Tests.Flow.Trades;

namespace SqueezeFlow.Core.Tests.Bars;

/// <summary>What a market did, seconds after <see cref="Origin"/>, and what was done to its rows.</summary>
/// <param name="Density">Seconds from trade to trade.</param>
/// <param name="Start">When reading began.</param>
/// <param name="Lost">Times in which nobody read: from, length.</param>
/// <param name="Restart">When the process died and came back at once; 0 for never.</param>
/// <param name="Late">Every how many trades one comes 15 s late; 0 for never.</param>
/// <param name="Imported">Minutes of the venue's history that were imported up to the first bar.</param>
/// <param name="Kept">Ages at which rows of one second, ten seconds, one and five minutes were deleted; 0 for never.</param>
internal sealed record MarketStory(
    int Density, int Start, (int From, int Length)[] Lost, int Restart, int Late, int Imported, (int Seconds, int Tens, int Minutes, int Fives) Kept)
{
    /// <summary>Seconds that it takes.</summary>
    public const int Length = 14_000;

    /// <summary>Two hours before a midnight.</summary>
    public const long Origin = Made.Midnight - 7_200_000;
}

/// <summary>Plays a story through the flow that the service runs, and keeps the rows that it hands over.</summary>
internal sealed class RecordedMarket
{
    private readonly MarketStory _story;
    private readonly List<Trade> _trades;
    private MarketFlow _flow = Made.Market();
    private bool _isResumed;

    private RecordedMarket(MarketStory story)
    {
        _story = story;
        _trades = [.. Enumerable.Range(0, MarketStory.Length / story.Density).Select(Make)];
    }

    public MemoryRows Rows { get; } = new();

    /// <summary>Everything that was traded.</summary>
    public IReadOnlyList<Trade> Truth => _trades;

    public static RecordedMarket Of(MarketStory story)
    {
        var market = new RecordedMarket(story);
        market.Play();
        market.Import();
        market.Delete();
        return market;
    }

    /// <summary>The bar of a bucket as somebody who saw every trade would have it; null without one.</summary>
    public Bar? True(Timeframe timeframe, long open)
    {
        var builder = new BarBuilder();
        builder.Reset(open);
        foreach (var trade in _trades.Where(trade => trade.UnixMs >= open && trade.UnixMs < timeframe.Close(open)))
        {
            builder.Add(trade);
        }

        return builder.IsEmpty ? null : builder.ToBar();
    }

    // Whole numbers, so that sums are exact in any order.
    private Trade Make(int number)
    {
        var mix = (uint)(number * 2_654_435_761L) >> 8;
        var afterMs = (number * _story.Density * 1_000L) + (mix % 1_000);
        var price = 100 + (mix % 37);
        return new(number + 1, MarketStory.Origin + afterMs, price, 1 + (mix % 3), price * (1 + (mix % 3)), 1, mix % 5 < 3 ? AggressorSide.Buy : AggressorSide.Sell);
    }

    private void Play()
    {
        var late = new Queue<Trade>();
        var isLost = false;
        var minute = 0L;
        foreach (var trade in _trades)
        {
            var second = (trade.UnixMs - MarketStory.Origin) / 1_000;
            if (second < _story.Start || _story.Lost.Any(lost => second >= lost.From && second < lost.From + lost.Length))
            {
                isLost |= second >= _story.Start;
                continue;
            }

            if (_story.Restart > 0 && second >= _story.Restart && !_isResumed)
            {
                Revive();
            }

            if (isLost)
            {
                _flow.Resume();
                isLost = false;
            }

            while (late.TryPeek(out var waiting) && waiting.UnixMs < trade.UnixMs - 15_000)
            {
                _flow.Add(late.Dequeue());
            }

            if (_story.Late > 0 && trade.Id % _story.Late == 0)
            {
                late.Enqueue(trade);
            }
            else
            {
                _flow.Add(trade);
            }

            if (second / 20 > minute)
            {
                minute = second / 20;
                Collect();
            }
        }

        while (late.TryDequeue(out var waiting))
        {
            _flow.Add(waiting);
        }

        _flow.CloseThrough(_flow.LatestUnixMs - 3_000);
        Collect();
    }

    // As the service goes on after its rows; what it had not handed over comes again from the venue.
    private void Revive()
    {
        _isResumed = true;
        var runs = Rows.ReadLedger(long.MinValue, long.MaxValue);
        if (runs.Count == 0)
        {
            return;
        }

        var end = runs.MaxBy(run => run.ToUnixMs)! with { LastId = runs.Max(run => run.LastId) };
        var oldest = end.ToUnixMs - MarketFlow.CorrectionMs;
        var minute = Timeframe.M1.Floor(end.ToUnixMs - 1);
        var seconds = Rows.Read(Timeframe.S1, Timeframe.M1.Floor(oldest), end.ToUnixMs).Select(row => row.Bar).ToList();
        var minutes = StoredBars.Read(Rows, Timeframe.M1, Timeframe.D1.Floor(oldest), minute).ToList();
        _flow = Made.Market();
        _flow.Restore(seconds, minutes, end);
        foreach (var trade in _trades.Where(trade => trade.Id > end.LastId && (trade.UnixMs - MarketStory.Origin) / 1_000 < _story.Restart))
        {
            if (!_story.Lost.Any(lost => (trade.UnixMs - MarketStory.Origin) / 1_000 is var s && s >= lost.From && s < lost.From + lost.Length))
            {
                _flow.Add(trade);
            }
        }
    }

    private void Collect()
    {
        var (bars, ledger, _) = _flow.Collected();
        Rows.Write(bars, ledger);
    }

    private void Import()
    {
        var end = Timeframe.M5.Close(Timeframe.M5.Floor(MarketStory.Origin + (_story.Start * 1_000L)));
        for (var open = Timeframe.M5.Floor(end - (_story.Imported * 60_000L)); open < end && _story.Imported > 0; open += Timeframe.M5.Milliseconds)
        {
            if (True(Timeframe.M5, open) is { } bar)
            {
                Rows.Write([new(Made.Spot, Timeframe.M5, bar with { BuyCount = 0, SellCount = 0 }, true)], []);
            }
        }
    }

    private void Delete()
    {
        var now = MarketStory.Origin + (MarketStory.Length * 1_000L);
        foreach (var (timeframe, age) in new[] { (Timeframe.S1, _story.Kept.Seconds), (Timeframe.S10, _story.Kept.Tens), (Timeframe.M1, _story.Kept.Minutes), (Timeframe.M5, _story.Kept.Fives) })
        {
            if (age > 0)
            {
                Rows.Delete(timeframe, now - (age * 1_000L));
            }
        }
    }
}
