using System.Text.Json;
using SqueezeFlow.Client.Tests.Doubles;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Explaining;

namespace SqueezeFlow.Client.Tests.Lab;

/// <summary>A day that a service has lived through, replayed from its store.</summary>
public sealed class ParityCommandTests : IDisposable
{
    private readonly LivedStore _store = new();

    public void Dispose() => _store.Dispose();

    [Theory]
    [InlineData("2025-01-03")]
    [InlineData("2025-01-04")]
    public async Task A_day_decided_as_the_stored_bars_say_has_no_difference(string day)
    {
        await _store.WriteAsync();

        var (exitCode, document, error) = await LivedStore.RunAsync(["--day", day, "--data", _store.Data, "--parameters", _store.ParametersFile], []);

        Assert.Equal((0, string.Empty), (exitCode, error));
        Assert.Equal((0, 0), (document.GetProperty("differences").GetInt32(), document.GetProperty("unexplained").GetInt32()));
        var symbol = Assert.Single(document.GetProperty("symbols").EnumerateArray());
        Assert.Equal(("X", 288), (symbol.GetProperty("symbol").GetString(), symbol.GetProperty("bars").GetInt32()));
        Assert.InRange(symbol.GetProperty("signals").GetInt32(), 5, 288);
    }

    [Fact]
    public async Task A_bar_that_was_changed_after_the_decision_is_the_reason()
    {
        await _store.WriteAsync();
        var signal = EntryOf(0);
        await _store.ChangeAsync(signal.BarCloseUnixMs, bar => bar with { Close = bar.Close * 1.01, High = bar.High * 1.02 });

        var (exitCode, document, _) = await _store.RunAsync();

        var difference = DifferenceAt(document, signal.BarCloseUnixMs);
        Assert.Equal(0, exitCode);
        Assert.Equal(("barChanged", true), (difference.GetProperty("reason").GetString(), difference.GetProperty("isExplained").GetBoolean()));
        Assert.StartsWith("the bar is another than the service decided by: it closed at ", difference.GetProperty("words").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Flow_that_was_changed_before_a_decision_is_the_reason()
    {
        await _store.WriteAsync();
        var signal = EntryOf(1);
        await _store.ChangeAsync(signal.BarCloseUnixMs, bar => bar with { BuyNotional = bar.BuyNotional + 40e6 });

        var (exitCode, document, _) = await _store.RunAsync();

        var differences = DifferencesOf(document);
        Assert.Equal(0, exitCode);
        Assert.NotEmpty(differences);
        Assert.All(differences, difference => Assert.Equal("barChanged", difference.GetProperty("reason").GetString()));
        Assert.Contains("perpetual flow +$40.0M", differences[0].GetProperty("words").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_parameters_are_the_reason()
    {
        await _store.WriteAsync();

        var (exitCode, document, _) = await LivedStore.RunAsync(["--day", LivedStore.Day, "--data", _store.Data], []);

        Assert.Equal(0, exitCode);
        Assert.NotEmpty(DifferencesOf(document));
        Assert.All(DifferencesOf(document), difference => Assert.Equal("parameters", difference.GetProperty("reason").GetString()));
    }

    [Fact]
    public async Task A_signal_that_was_never_given_is_unexplained_unless_the_service_or_its_record_tells_why()
    {
        var missing = _store.EndAtLastEntry();
        string[] day = ["--day", "2025-01-04", "--data", _store.Data, "--parameters", _store.ParametersFile];
        await _store.WriteAsync();

        var (exitCode, document, _) = await LivedStore.RunAsync(day, []);
        await using var service = await ServiceDouble.StartAsync();
        service.Answer("/api/v1/symbols/X/explain", new Explanation("X", missing.BarCloseUnixMs, StrategyProfile.Corrected, 576, "HOLD", 0, "the account cannot be reached", []));
        var (toldCode, told, _) = await LivedStore.RunAsync(day, ["--url", service.Url]);
        await _store.WriteAsync(GapBefore(missing, "GET /history"));
        var (filledCode, filled, _) = await LivedStore.RunAsync(day, []);
        await _store.WriteAsync(GapBefore(missing, null));
        var (openCode, open, _) = await LivedStore.RunAsync(day, ["--gap-tolerance", "30s"]);

        Assert.Equal((1, "unexplained"), (exitCode, DifferenceAt(document, missing.BarCloseUnixMs).GetProperty("reason").GetString()));
        Assert.Equal((0, "told"), (toldCode, DifferenceAt(told, missing.BarCloseUnixMs).GetProperty("reason").GetString()));
        Assert.Equal((0, "gapFilled"), (filledCode, DifferenceAt(filled, missing.BarCloseUnixMs).GetProperty("reason").GetString()));
        Assert.Contains("filled by GET /history", DifferenceAt(filled, missing.BarCloseUnixMs).GetProperty("words").GetString(), StringComparison.Ordinal);

        // What is missing still holds the replay back as it held the service back; what the service gave before is another matter.
        Assert.Equal(0, openCode);
        Assert.DoesNotContain(DifferencesOf(open), difference => difference.GetProperty("barCloseUnixMs").GetInt64() == missing.BarCloseUnixMs);
    }

    [Fact]
    public async Task A_refusal_of_the_executor_is_the_reason_and_makes_no_other_difference()
    {
        var refused = _store.EndAtLastEntry();
        _store.Signals.Add(new(refused, SignalOutcome.Rejected, "2 positions are open, the limit is 2"));
        await _store.WriteAsync();

        var (exitCode, document, _) = await LivedStore.RunAsync(["--day", "2025-01-04", "--data", _store.Data, "--parameters", _store.ParametersFile], []);

        var difference = Assert.Single(DifferencesOf(document));
        Assert.Equal((0, "executor", refused.BarCloseUnixMs), (exitCode, difference.GetProperty("reason").GetString(), difference.GetProperty("barCloseUnixMs").GetInt64()));
        Assert.Equal("2 positions are open, the limit is 2", difference.GetProperty("words").GetString());
    }

    [Fact]
    public async Task Trades_that_are_known_to_be_missing_by_now_are_the_reason()
    {
        var entry = EntryOf(1);
        await _store.WriteAsync(GapBefore(entry, null));

        var (exitCode, document, _) = await _store.RunAsync();

        var difference = DifferenceAt(document, entry.BarCloseUnixMs);
        Assert.Equal((0, "gapSeen", "nothing"), (exitCode, difference.GetProperty("reason").GetString(), difference.GetProperty("replay").GetString()));
        Assert.StartsWith("15 min of bars are missing in the last 2 d, allowed 10 min", difference.GetProperty("words").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_window_that_was_warming_up_is_the_reason()
    {
        var entry = _store.BeginWithDay();
        await _store.WriteAsync();

        var (exitCode, document, _) = await _store.RunAsync();

        Assert.Equal((0, "warmingUp"), (exitCode, DifferenceAt(document, entry.BarCloseUnixMs).GetProperty("reason").GetString()));
    }

    [Fact]
    public async Task A_position_that_somebody_else_closed_is_told()
    {
        var entry = _store.EndAtLastEntry();
        _store.Signals.Add(new(entry, SignalOutcome.Filled, null, entry.EntryPrice) { Result = new(entry.Id, entry.BarCloseUnixMs + 60_000, entry.EntryPrice, 1, 1, 1, "force_exit") });
        await _store.WriteAsync();

        var (exitCode, document, _) = await LivedStore.RunAsync(["--day", "2025-01-04", "--data", _store.Data, "--parameters", _store.ParametersFile], []);

        var difference = Assert.Single(DifferencesOf(document));
        Assert.Equal((0, "closedByOthers"), (exitCode, difference.GetProperty("reason").GetString()));
        Assert.EndsWith("force_exit", difference.GetProperty("words").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task People_read_the_sentence_first_and_each_difference_below()
    {
        await _store.WriteAsync();
        using var same = new TestTerminal();
        using var other = new TestTerminal();

        await same.RunAsync("parity", "--day", LivedStore.Day, "--data", _store.Data, "--symbol", "x", "--parameters", _store.ParametersFile);
        await other.RunAsync("parity", "--day", LivedStore.Day, "--data", _store.Data);

        Assert.StartsWith("no difference: the replay decides what the service decided\n2025-01-03, 5m, parameters ", same.Out, StringComparison.Ordinal);
        Assert.Contains(": 288 bars and ", same.Out, StringComparison.Ordinal);
        Assert.Contains(" differences, each of them explained\n", other.Out, StringComparison.Ordinal);
        Assert.Contains("\nbar closed           symbol  live", other.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--day 2025-13-01", "--day: '2025-13-01' is no day: give year, month and day, e.g. --day 2026-11-29")]
    [InlineData("--day 2025-02-01", "--day: no bar of '2025-02-01' was evaluated by the service that wrote this store: give a day from 2025-01-01 to 2025-01-04")]
    [InlineData("--day 2025-01-03 --symbol FOO", "--symbol: 'FOO' is not in the store: give one of X")]
    [InlineData("--day 2025-01-03 --timeframe 10m", "--timeframe: '10m' is not what the service decided by: sqz-XUSDT-")]
    [InlineData("--day 2025-01-03 --lookback 5m", "--lookback: '0.08h' are 1 bars of 5m")]
    [InlineData("--symbol X", "--day: missing")]
    public async Task Bad_usage_is_one_line_that_names_the_culprit(string line, string expected)
    {
        await _store.WriteAsync();

        var (exitCode, _, error) = await LivedStore.RunAsync(["--data", _store.Data], line.Split(' '));

        Assert.Equal(2, exitCode);
        Assert.StartsWith(expected, Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_a_store_is_told()
    {
        var (exitCode, _, error) = await LivedStore.RunAsync(["--day", LivedStore.Day, "--data", "nowhere"], []);

        Assert.Equal(2, exitCode);
        Assert.Contains("nowhere: --data: found no store, expected a data folder of the service", error, StringComparison.Ordinal);
    }

    private static Gap GapBefore(Signal signal, string? filledBy) =>
        new(MarketId.Parse("BINANCE:xusdt"), 1, signal.BarCloseUnixMs - (20 * 60_000), 9, signal.BarCloseUnixMs - (5 * 60_000), 7, "ids", filledBy);

    private static JsonElement[] DifferencesOf(JsonElement document) => [.. document.GetProperty("symbols")[0].GetProperty("differences").EnumerateArray()];

    private static JsonElement DifferenceAt(JsonElement document, long barCloseUnixMs) =>
        DifferencesOf(document).First(difference => difference.GetProperty("barCloseUnixMs").GetInt64() == barCloseUnixMs);

    private Signal EntryOf(int number) => _store.Signals.Select(record => record.Signal).Where(signal => signal.Action != SignalAction.Close).ElementAt(number);
}
