using SqueezeFlow.Exchanges.Rest.Limits;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Exchanges.Tests.Rest;

public sealed class RequestGateTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ManualClock _clock = new();
    private RequestGate _gate;

    public RequestGateTests() => _gate = new(new(3, 2 * Second), _clock);

    [Fact]
    public async Task Weight_comes_back_one_window_after_the_answer()
    {
        await PassAsync(2);
        _clock.Advance(Second);
        await PassAsync(1);

        Assert.True((await PassesAfterAsync(Second, Enter(2))).HasWaited);
    }

    [Fact]
    public async Task A_request_under_way_keeps_its_weight_however_long_it_takes()
    {
        var slow = await DoneAsync(Enter(3));
        var next = Enter(1);
        _clock.Advance(60 * Second);
        _gate.Leave(slow);

        await PassesAfterAsync(2 * Second, next);
    }

    [Fact]
    public async Task The_urgent_pass_first_and_equals_in_order_of_arrival()
    {
        _gate.Dispose();
        _gate = new(new(1, 2 * Second), _clock);
        await PassAsync(1);
        var waiting = new[]
        {
            (Name: "bars", Pass: Enter(1)),
            (Name: "interest", Pass: Enter(1, RestPriority.OpenInterest)),
            (Name: "first trades", Pass: Enter(1, RestPriority.BackFill)),
            (Name: "second trades", Pass: Enter(1, RestPriority.BackFill)),
            (Name: "markets", Pass: Enter(1, RestPriority.Markets)),
            (Name: "address", Pass: Enter(1, RestPriority.Ticket)),
        };
        var order = new List<string>();

        for (var i = 0; i < waiting.Length; i++)
        {
            _clock.Advance(2 * Second);
            var pass = await Task.WhenAny(waiting.Where(item => !order.Contains(item.Name)).Select(item => item.Pass)).WaitAsync(TimeSpan.FromSeconds(90), TestContext.Current.CancellationToken);
            order.Add(waiting.Single(item => item.Pass == pass).Name);
            _gate.Leave(await pass);
        }

        Assert.Equal(["address", "markets", "first trades", "second trades", "interest", "bars"], order);
    }

    [Theory]
    [InlineData(nameof(RestPriority.Ticket))]
    [InlineData(nameof(RestPriority.Markets))]
    public async Task What_connections_wait_for_passes_where_a_search_has_used_up_all_else(string priority)
    {
        _gate.Dispose();
        _gate = new(new(20, TimeSpan.FromMinutes(1)), _clock);
        await PassAsync(18, RestPriority.BackFill);
        var search = Enter(1, RestPriority.BackFill);

        await PassAsync(2, Enum.Parse<RestPriority>(priority));

        Assert.False(search.IsCompleted);
        await PassesAfterAsync(TimeSpan.FromMinutes(1), search);
    }

    [Fact]
    public async Task A_search_heavier_than_what_it_may_use_passes_alone()
    {
        _gate.Dispose();
        _gate = new(new(20, TimeSpan.FromMinutes(1)), _clock);

        var heavy = await DoneAsync(Enter(20, RestPriority.BackFill));

        Assert.Equal((18, TimeSpan.FromMinutes(1) * (20.0 / 18)), (heavy.Weight, heavy.Per));
    }

    [Fact]
    public async Task A_request_heavier_than_the_whole_budget_passes_alone()
    {
        var heavy = await DoneAsync(Enter(50));

        var next = Enter(1);

        Assert.Equal(3, heavy.Weight);
        Assert.True(_gate.IsWaitedFor);
        _gate.Leave(heavy);
        _clock.Advance(2 * Second);
        await DoneAsync(next);
    }

    [Fact]
    public async Task A_refusal_holds_everybody_for_the_stated_time()
    {
        var refused = await DoneAsync(Enter(1));
        _gate.Close(refused, 5 * Second, isBan: false);
        _gate.Leave(refused);

        await PassesAfterAsync(5 * Second, Enter(1, RestPriority.BackFill));
    }

    [Fact]
    public async Task Unstated_refusals_double_up_to_a_minute_and_a_good_answer_forgets_them()
    {
        var pauses = new List<double>();
        for (var i = 0; i < 8; i++)
        {
            pauses.Add(await RefuseAndMeasureAsync(isBan: false));
        }

        var good = await DoneAsync(Enter(1));
        _gate.Accept(good);
        _gate.Leave(good);
        pauses.Add(await RefuseAndMeasureAsync(isBan: false));
        pauses.Add(await RefuseAndMeasureAsync(isBan: true));

        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60, 1, 120], pauses);
    }

    [Fact]
    public async Task Requests_refused_together_count_as_one_refusal()
    {
        var (one, other) = (await DoneAsync(Enter(1)), await DoneAsync(Enter(1)));
        _clock.Advance(0.1 * Second);
        _gate.Close(one, null, isBan: false);
        _gate.Close(other, null, isBan: false);
        _gate.Leave(one);
        _gate.Leave(other);
        _clock.Advance(10 * Second);

        Assert.Equal(2, await RefuseAndMeasureAsync(isBan: false));
    }

    [Fact]
    public async Task A_ban_of_hours_fails_at_once()
    {
        var refused = await DoneAsync(Enter(1));
        _gate.Leave(refused);
        var held = await DoneAsync(Enter(1));
        var waiting = Enter(3);
        _gate.Close(held, TimeSpan.FromHours(3), isBan: true);

        await Assert.ThrowsAsync<HttpRequestException>(() => waiting);
        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => Enter(1));
        Assert.Equal("the venue wants no request for another 0.03:00:00", failure.Message);
    }

    [Fact]
    public async Task The_venues_own_count_only_adds()
    {
        _gate.Dispose();
        _gate = new(new(100, TimeSpan.FromMinutes(1)), _clock);
        await PassAsync(10);

        _gate.Observe(5);
        await PassAsync(40);
        _gate.Observe(80);

        await DoneAsync(Enter(20, RestPriority.Markets));
        var next = Enter(1, RestPriority.Markets);
        Assert.True(_gate.IsWaitedFor);
        _clock.Advance(TimeSpan.FromMinutes(1));
        await DoneAsync(next);
    }

    [Fact]
    public async Task Only_so_many_are_under_way_at_a_time()
    {
        _gate.Dispose();
        _gate = new(new(1_000, Second), _clock);
        var passes = Enumerable.Range(0, RequestGate.MostUnderWay + 1).Select(_ => Enter(1)).ToArray();
        var held = _gate.IsWaitedFor;

        _gate.Leave(await DoneAsync(passes[0]));

        Assert.True(held);
        await DoneAsync(passes[^1]);
    }

    [Fact]
    public async Task Who_gives_up_waiting_costs_nothing()
    {
        using var giveUp = new CancellationTokenSource();
        await PassAsync(3);
        var impatient = _gate.EnterAsync(3, RestPriority.BackFill, giveUp.Token).AsTask();
        var patient = Enter(3);

        await giveUp.CancelAsync();
        _clock.Advance(2 * Second);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        await DoneAsync(patient);
    }

    public void Dispose() => _gate.Dispose();

    [Fact]
    public async Task Who_has_a_third_of_the_limit_pays_for_the_others_too()
    {
        Share(budget: 6, share: 1.0 / 3);
        await PassAsync(1);
        await PassAsync(1);

        await PassesAfterAsync(2 * Second, Enter(1));
    }

    [Fact]
    public async Task What_is_more_than_its_part_of_the_limit_passes_and_keeps_the_gate_for_longer()
    {
        Share(budget: 6, share: 1.0 / 4);
        await PassAsync(3);

        // Twelve of six in two seconds: four seconds.
        await PassesAfterAsync(4 * Second, Enter(1));
    }

    [Fact]
    public async Task A_refusal_that_somebody_else_was_given_closes_the_gate_for_as_long_and_is_told_nobody()
    {
        var told = new List<TimeSpan>();
        _gate.Dispose();
        _gate = new(new(3, 2 * Second), _clock) { Refused = told.Add };
        _gate.CloseFor(7 * Second);

        await PassesAfterAsync(7 * Second, Enter(1));
        Assert.Empty(told);
    }

    [Fact]
    public async Task A_refusal_is_told_with_its_time()
    {
        var told = new List<TimeSpan>();
        _gate.Dispose();
        _gate = new(new(3, 2 * Second), _clock) { Refused = told.Add };

        _gate.Close(await DoneAsync(Enter(1)), 9 * Second, isBan: false);

        Assert.Equal([9 * Second], told);
    }

    private void Share(int budget, double share)
    {
        _gate.Dispose();
        _gate = new(new(budget, 2 * Second), _clock) { Share = () => share };
    }

    private static Task<RequestPass> DoneAsync(Task<RequestPass> pass) => pass.WaitAsync(TimeSpan.FromSeconds(90));

    private Task<RequestPass> Enter(int weight, RestPriority priority = RestPriority.Bars) =>
        _gate.EnterAsync(weight, priority, TestContext.Current.CancellationToken).AsTask();

    // Not a millisecond sooner.
    private async Task<RequestPass> PassesAfterAsync(TimeSpan wait, Task<RequestPass> waiting)
    {
        _clock.Advance(wait - (0.001 * Second));
        Assert.True(_gate.IsWaitedFor);
        _clock.Advance(0.001 * Second);
        return await DoneAsync(waiting);
    }

    private async Task PassAsync(int weight, RestPriority priority = RestPriority.Bars) => _gate.Leave(await DoneAsync(Enter(weight, priority)));

    // Seconds until the next request passes; the pass itself says when it was given.
    private async Task<double> RefuseAndMeasureAsync(bool isBan)
    {
        var refused = await DoneAsync(Enter(1));
        _gate.Close(refused, null, isBan);
        _gate.Leave(refused);
        var closed = _clock.GetUtcNow();
        var next = Enter(1);
        var pause = 0.0;
        for (var seconds = 1; seconds <= 120 && pause == 0; seconds++)
        {
            _clock.Advance(Second);
            pause = _gate.IsWaitedFor ? 0 : (_clock.GetUtcNow() - closed).TotalSeconds;
        }

        _gate.Leave(await DoneAsync(next));
        _clock.Advance(2 * Second);
        return pause;
    }
}
