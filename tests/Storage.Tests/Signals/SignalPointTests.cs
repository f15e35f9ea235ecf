using System.Globalization;
using System.Text;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Messages;
using SqueezeFlow.Core.Signals.Results;
using SqueezeFlow.Storage.Influx.Protocol;
using SqueezeFlow.Storage.Influx.Signals;

namespace SqueezeFlow.Storage.Tests.Signals;

/// <summary>The points of a signal, to the letter.</summary>
public sealed class SignalPointTests
{
    private const string Tags = "strategy_signals,action=LONG,confidence_tier=medium,score_tier=medium,service=strategy_runner,strategy=SqueezeFlowStrategy,symbol=BTCUSDT ";

    private static readonly Signal Signal =
        SignalMapping.Entry("BTC", Core.Orders.PositionSide.Long, 64_210.5, 7.44, 0.75, "spot \"leads\",\nby 2\\3", 1_735_689_900_000);

    [Theory]
    [InlineData(SignalOutcome.Pending, "pending")]
    [InlineData(SignalOutcome.Filled, "pending")]
    [InlineData(SignalOutcome.Unknown, "pending")]
    [InlineData(SignalOutcome.Rejected, "cancelled")]
    [InlineData(SignalOutcome.Expired, "expired")]
    public void A_signal_is_one_point_at_the_close_of_its_bar_with_what_its_verdict_makes_it(SignalOutcome outcome, string word)
    {
        Assert.Equal(
            [
                Tags + """signal_id="sqz-BTCUSDT-1735689900000-L",score=7.44,position_size_factor=1,leverage=3i,entry_price=64210.5,confidence=0.75,"""
                + """reasoning="spot \"leads\", by 2\\3",ttl_seconds=600i,outcome="WORD",created_at="2025-01-01T00:05:00.000Z",tracking_id="ID" 1735689900000000000"""
                    .Replace("WORD", word, StringComparison.Ordinal).Replace("ID", SignalPoints.TrackingId(Signal.Id), StringComparison.Ordinal),
            ],
            LinesOf(new(Signal, outcome)));
    }

    [Theory]
    [InlineData(12.5, "profitable")]
    [InlineData(-12.5, "unprofitable")]
    [InlineData(0, "expired")]
    public void What_its_position_brought_is_a_second_point_at_the_exit(double profit, string word)
    {
        var result = new SignalResult(Signal.Id, 1_735_693_560_123, 64_300.25, profit, profit / 2, 61, "stop_loss");

        var lines = LinesOf(new SignalRecord(Signal, SignalOutcome.Filled) with { Result = result });

        Assert.Equal(2, lines.Length);
        Assert.Contains(""",outcome="pending",""", lines[0], StringComparison.Ordinal);
        Assert.Equal(
            Tags + $"signal_id=\"{Signal.Id}\",tracking_id=\"{SignalPoints.TrackingId(Signal.Id)}\",original_entry_time=\"2025-01-01T00:05:00.000Z\",score=7.44,confidence=0.75,"
            + $"entry_price=64210.5,outcome=\"{word}\",exit_time=\"2025-01-01T01:06:00.123Z\",holding_time_minutes=61i,updated_at=\"2025-01-01T01:06:00.123Z\","
            + FormattableString.Invariant($"exit_price=64300.25,pnl={profit},pnl_percentage={profit / 2} 1735693560123"),
            lines[1][..^6]);
        Assert.InRange(int.Parse(lines[1][^6..], CultureInfo.InvariantCulture), 1, 999_999);
    }

    [Fact]
    public void Positions_of_one_coin_that_close_in_one_millisecond_are_points_of_their_own()
    {
        var other = Signal with { Id = Signal.IdOf("BTCUSDT", Signal.BarCloseUnixMs + 60_000, SignalAction.Long), BarCloseUnixMs = Signal.BarCloseUnixMs + 60_000 };

        var times = new[] { Signal, other }.Select(signal =>
            LinesOf(new SignalRecord(signal, SignalOutcome.Filled) with { Result = new(signal.Id, 1_735_693_560_123, null, 1, null, 61, null) })[1].Split(' ')[^1]);

        Assert.Equal(2, times.Distinct().Count());
    }

    [Fact]
    public void What_is_not_known_is_left_out()
    {
        var lines = LinesOf(new SignalRecord(Signal, SignalOutcome.Filled) with { Result = new(Signal.Id, 1_735_693_560_123, null, 1, null, 61, null) });

        Assert.DoesNotContain("exit_price", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(",pnl=1 1735693560123", lines[1][..^6], StringComparison.Ordinal);
    }

    [Fact]
    public void A_tracking_id_is_eight_digits_and_always_the_same()
    {
        var id = SignalPoints.TrackingId(Signal.Id);

        Assert.Matches("^[0-9a-f]{8}$", id);
        Assert.Equal(id, SignalPoints.TrackingId(Signal.Id));
        Assert.NotEqual(id, SignalPoints.TrackingId(Signal.Id + "x"));
    }

    [Fact]
    public void A_name_that_cannot_be_written_is_refused_and_leaves_nothing_behind()
    {
        var lines = new LineWriter();

        Assert.Throws<ArgumentException>(() => SignalPoints.Add(lines, new(Signal with { Pair = "BTC\\USDT" }, SignalOutcome.Pending)));
        Assert.Equal((0, 0), (lines.Points, lines.Lines.Length));
    }

    private static string[] LinesOf(SignalRecord record)
    {
        var lines = new LineWriter();
        SignalPoints.Add(lines, record);
        var text = Encoding.UTF8.GetString(lines.Lines.Span);
        Assert.Equal(text.Count(c => c == '\n'), lines.Points);
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
