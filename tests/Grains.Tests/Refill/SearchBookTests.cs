using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Grains.Refill;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Grains.Tests.Refill;

public sealed class SearchBookTests
{
    private readonly ManualClock _clock = new();
    private readonly SearchBook _book;

    public SearchBookTests() => _book = new(_clock);

    [Fact]
    public void Searches_are_told_gap_by_gap_the_newest_gap_first()
    {
        var (first, second) = (Of("btcusdt", 1), Of("ethusdt", 1));
        _book.Note(first, "failed", 0, "503");
        _book.Note(second, "filled", 7, "REST");
        _clock.Advance(TimeSpan.FromSeconds(3));
        _book.Note(first, "filled", 12, "REST");

        Assert.Equal([second.Market, first.Market], _book.Read().Select(gap => gap.Market));
        var searches = Assert.Single(_book.Read(first.Market)).Searches;
        Assert.Equal([("failed", 0, "503"), ("filled", 12, "REST")], searches.Select(search => (search.Outcome, search.Trades, search.Words)));
        Assert.Equal(TimeSpan.FromSeconds(3), searches[1].At - searches[0].At);
    }

    [Fact]
    public void What_is_kept_is_bounded()
    {
        for (var id = 0; id <= SearchBook.MostGaps; id++)
        {
            _book.Note(Of("btcusdt", id), "left", 0, "too long");
        }

        for (var search = 0; search <= SearchBook.MostSearches; search++)
        {
            _book.Note(Of("btcusdt", SearchBook.MostGaps), "failed", search, "503");
        }

        Assert.Equal((SearchBook.MostGaps, 1L), (_book.Read().Count, _book.Read()[^1].BeforeId));
        Assert.Equal((SearchBook.MostSearches, SearchBook.MostSearches), (_book.Read()[0].Searches.Count, _book.Read()[0].Searches[^1].Trades));
    }

    private static Gap Of(string symbol, long beforeId) => new(new("BINANCE", symbol), beforeId, 1_000, beforeId + 9, 2_000, 8, "ids");
}
