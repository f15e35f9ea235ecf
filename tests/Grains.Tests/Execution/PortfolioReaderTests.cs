using SqueezeFlow.Core.Orders;
using SqueezeFlow.Grains.Execution;
using SqueezeFlow.Grains.Tests.Doubles;

namespace SqueezeFlow.Grains.Tests.Execution;

/// <summary>One account, many symbols that ask for it.</summary>
public sealed class PortfolioReaderTests
{
    private readonly WatchedClock _clock = new();
    private readonly ScriptedGateway _gateway = new();
    private readonly PortfolioReader _reader;

    public PortfolioReaderTests() => _reader = new(_gateway, TimeSpan.FromSeconds(1), _clock, TestContext.Current.CancellationToken);

    [Fact]
    public async Task One_reading_does_for_all_who_ask_within_a_second()
    {
        for (var i = 0; i < 10; i++)
        {
            Assert.NotNull((await _reader.ReadAsync()).Portfolio);
            _clock.Advance(TimeSpan.FromMilliseconds(99));
        }

        Assert.Equal(1, _gateway.AccountReads);
        _clock.Advance(TimeSpan.FromMilliseconds(10));
        Assert.NotNull((await _reader.ReadAsync()).Portfolio);
        Assert.Equal(2, _gateway.AccountReads);
    }

    [Fact]
    public async Task Where_nothing_may_be_old_each_asker_reads_anew()
    {
        var reader = new PortfolioReader(_gateway, TimeSpan.Zero, _clock, TestContext.Current.CancellationToken);

        await reader.ReadAsync();
        await reader.ReadAsync();

        Assert.Equal(2, _gateway.AccountReads);
    }

    [Fact]
    public async Task After_a_change_the_account_is_read_anew()
    {
        await _reader.ReadAsync();
        _gateway.Hold("tag", "BTC");
        _reader.Forget();

        var (portfolio, _) = await _reader.ReadAsync();

        Assert.Equal(("BTC", 2), (portfolio!.Positions[0].BaseSymbol, _gateway.AccountReads));
    }

    [Fact]
    public async Task Many_who_ask_a_slow_account_wait_for_one_reading()
    {
        var answer = Hang();
        var asking = Enumerable.Range(0, 100).Select(_ => _reader.ReadAsync()).ToArray();
        answer.SetResult(ScriptedGateway.Money);

        Assert.All(await Task.WhenAll(asking), read => Assert.NotNull(read.Portfolio));
        Assert.Equal(1, _gateway.AccountReads);
    }

    [Fact]
    public async Task An_account_that_hangs_is_a_problem_after_a_while_and_its_late_answer_is_used()
    {
        var answer = Hang();
        for (var seconds = 4; seconds <= 16; seconds += 4)
        {
            var asked = _reader.ReadAsync();
            Assert.False(asked.IsCompleted);
            _clock.Advance(PortfolioReader.WaitTimeout);
            Assert.Equal((null, $"the account has not answered for {seconds} s"), await asked);
        }

        var last = _reader.ReadAsync();
        answer.SetResult(ScriptedGateway.Money);

        Assert.Equal(ScriptedGateway.Money, (await last).Portfolio?.Account);
        Assert.NotNull((await _reader.ReadAsync()).Portfolio);
        Assert.Equal(1, _gateway.AccountReads);
    }

    [Fact]
    public async Task One_that_never_answers_is_given_up_and_asked_anew()
    {
        _gateway.OnAccount = async token =>
        {
            await Task.Delay(Timeout.Infinite, token);
            throw new InvalidOperationException("never");
        };
        var asked = _reader.ReadAsync();
        _clock.Advance(PortfolioReader.WaitTimeout);
        await asked;
        _clock.Advance(PortfolioReader.GiveUp);
        _gateway.OnAccount = static _ => Task.FromResult(ScriptedGateway.Money);

        Assert.NotNull((await _reader.ReadAsync()).Portfolio);
        Assert.Equal(2, _gateway.AccountReads);
    }

    [Fact]
    public async Task One_that_throws_is_a_problem_in_its_own_words_and_asked_anew_at_once()
    {
        _gateway.OnAccount = static _ => throw new IOException("401 from the account");
        Assert.Equal((null, "the account cannot be read: 401 from the account"), await _reader.ReadAsync());
        _gateway.OnAccount = static _ => Task.FromResult(ScriptedGateway.Money);

        Assert.NotNull((await _reader.ReadAsync()).Portfolio);
    }

    [Fact]
    public async Task A_forgotten_reading_that_ends_late_makes_no_old_answer_young()
    {
        var forgotten = Hang();
        var asked = _reader.ReadAsync();
        _reader.Forget();
        _gateway.OnAccount = static _ => Task.FromResult(ScriptedGateway.Money);
        await _reader.ReadAsync();

        _clock.Advance(TimeSpan.FromSeconds(3));
        forgotten.SetResult(ScriptedGateway.Money);
        await asked;
        await _reader.ReadAsync();

        Assert.Equal(3, _gateway.AccountReads);
    }

    private TaskCompletionSource<Account> Hang()
    {
        var answer = new TaskCompletionSource<Account>();
        _gateway.OnAccount = _ => answer.Task;
        return answer;
    }
}
