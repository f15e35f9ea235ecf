using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Trades;

namespace SqueezeFlow.Grains.Tests.Refill;

/// <summary>Several searches at once, and their end.</summary>
public sealed class SearchesAtOnceTests : IDisposable
{
    private readonly SearchBench _bench = new();
    private readonly List<TaskCompletionSource> _answers = [];

    public SearchesAtOnceTests() => _bench.Venue.OnSearch = search =>
    {
        search.Add(new(9, SearchBench.TimeOf(9), 100, 1, 1, AggressorSide.Buy));
        search.Add(new(20, SearchBench.TimeOf(20), 100, 1, 1, AggressorSide.Buy));
        _answers.Add(new());
        return _answers[^1].Task;
    };

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task At_most_four_are_under_way_at_one_venue_and_none_is_forgotten()
    {
        for (var i = 0; i < 7; i++)
        {
            _bench.BeginSearch(ProofKind.Connection, SearchBench.Gap with { BeforeId = i });
        }

        var atOnce = _answers.Count;
        await EndAsync();

        Assert.Equal((4, 7, 0), (atOnce, _answers.Count, _bench.Filler.Running));
    }

    [Fact]
    public void A_venue_that_hangs_does_not_hold_up_the_searches_at_another()
    {
        for (var i = 0; i < 5; i++)
        {
            _bench.BeginSearch(ProofKind.Connection, SearchBench.Gap with { BeforeId = i });
        }

        _bench.BeginSearch(ProofKind.Connection, exchange: "OKX");
        _bench.Pass(60);

        Assert.Single(_bench.Told);
        Assert.Equal(5, _bench.Filler.Running);
    }

    [Fact]
    public async Task The_end_of_the_service_ends_searches_that_wait_and_tells_nothing()
    {
        _bench.OnSearch(_ => throw new HttpRequestException("no answer"));
        _bench.BeginSearch(ProofKind.Ids);

        await StopAsync();
        _bench.Pass(600);

        Assert.Equal([0], _bench.Asked);
        Assert.Equal(0, _bench.Filler.Running);
        Assert.Empty(_bench.Told);
    }

    [Fact]
    public async Task The_end_of_the_service_waits_a_second_for_a_search_that_hangs()
    {
        _bench.BeginSearch(ProofKind.Ids);

        var stopping = _bench.Filler.StopAsync(TestContext.Current.CancellationToken);
        var atOnce = stopping.IsCompleted;
        _bench.Pass(1);
        await stopping.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        Assert.Equal((false, 1), (atOnce, _bench.Filler.Running));
    }

    [Fact]
    public async Task After_the_end_of_the_service_nothing_is_asked()
    {
        await StopAsync();

        _bench.BeginSearch(ProofKind.Ids);

        Assert.Equal((0, 0), (_answers.Count, _bench.Filler.Running));
    }

    private async Task StopAsync()
    {
        var stopping = _bench.Filler.StopAsync(TestContext.Current.CancellationToken);
        _bench.Run();
        _bench.Pass(1);
        await stopping.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        _bench.Run();
    }

    // A slot that becomes free may be handed on by another thread.
    private async Task EndAsync()
    {
        for (var i = 0; i < 1_000_000 && _bench.Filler.Running > 0; i++)
        {
            foreach (var answer in _answers.ToArray())
            {
                answer.TrySetResult();
            }

            _bench.Run();
            await Task.Yield();
        }
    }
}
