using System.Globalization;
using System.Text.Json;
using SqueezeFlow.Storage.Spool;
using static SqueezeFlow.Storage.Tests.Spool.SpoolText;

namespace SqueezeFlow.Storage.Tests.Spool;

public sealed class RefusalTests
{
    [Fact]
    public async Task The_lines_that_the_store_refuses_are_found_among_thousands_with_few_calls_and_the_rest_is_taken()
    {
        await using var bench = new SpoolBench();
        string[] bad = ["a 0", "a 17", "a 2500", "a 2501", "a 4999"];
        bench.Target.Refuse(line => bad.Contains(line));
        await bench.StartAsync();

        await bench.AppendAsync(Batch("a", 0, 5_000));
        await bench.DrainAsync();

        Assert.Equal(Lines("a", 0, 5_000).Except(bad), bench.Target.Taken);
        Assert.Equal(bad, bench.DeadLetters.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("line").GetString()));
        Assert.Equal((5, 4_995, 0), (bench.Status.DeadLetteredPoints, bench.Status.SentPoints, bench.Status.PendingPoints));
        var most = bad.Length * 2 * (int)Math.Ceiling(Math.Log2(5_000));
        Assert.InRange(bench.Target.Calls.Count, bad.Length, most);
        Assert.Single(bench.Target.AcceptedBatches);
        Assert.Contains($"5 points were refused by the store for good and set aside in {Path.Combine(bench.Options.Directory, "dead-letter")}: unable to parse 'a 4999'", bench.Log.All);
    }

    [Fact]
    public async Task A_dead_letter_tells_when_for_what_policy_in_what_words_and_the_line()
    {
        await using var bench = new SpoolBench();
        bench.Target.Say(SendVerdict.Refused, "field type conflict: \"é\"");
        await bench.StartAsync();

        await bench.AppendAsync(Batch("seconds", 0, ["bars,market=BINANCE:btcusdt note=\"ü\\\"\" 1"]));
        await bench.DrainAsync();

        using var letter = JsonDocument.Parse(Assert.Single(bench.DeadLetters));
        Assert.Equal(
            ["time 2000-01-01T00:00:00Z", "policy seconds", "words field type conflict: \"é\"", "line bars,market=BINANCE:btcusdt note=\"ü\\\"\" 1"],
            letter.RootElement.EnumerateObject().Select(property => $"{property.Name} {property.Value.GetString()}"));
        Assert.Empty(bench.Target.AcceptedBatches);
    }

    [Fact]
    public async Task What_is_too_large_is_sent_in_halves_and_a_line_that_alone_is_too_large_is_set_aside()
    {
        await using var bench = new SpoolBench();
        bench.Target.Answer = static (call, _) => Task.FromResult(
            new SendResult(call.Lines.Sum(line => line.Length + 1) > 1_000 ? SendVerdict.TooLarge : SendVerdict.Taken));
        await bench.StartAsync();
        string[] lines = [.. Lines("a", 0, 300), "a " + new string('x', 2_000), .. Lines("a", 300, 300)];

        await bench.AppendAsync(Batch("a", 0, lines));
        await bench.DrainAsync();

        Assert.Equal(Lines("a", 0, 600), bench.Target.Taken);
        var letter = JsonDocument.Parse(Assert.Single(bench.DeadLetters)).RootElement;
        Assert.Equal((lines[300], "too large"), (letter.GetProperty("line").GetString(), letter.GetProperty("words").GetString()));
    }

    [Fact]
    public async Task A_store_that_goes_away_amid_the_search_is_waited_for_and_no_line_is_set_aside_twice()
    {
        await using var bench = new SpoolBench();
        var calls = 0;
        bench.Target.Answer = (call, _) => Task.FromResult(
            ++calls % 3 == 0 ? new(SendVerdict.Unreachable, "503") : call.Lines.Any(line => line is "a 3" or "a 60") ? new(SendVerdict.Refused, "no") : default(SendResult));
        await bench.StartAsync();

        await bench.AppendAsync(Batch("a", 0, 100));
        await bench.Clock.PassWaitsUntilAsync(bench.UntilAsync(status => status.PendingPoints == 0));

        Assert.Equal(2, bench.DeadLetters.Length);
        Assert.Equal(Lines("a", 0, 100).Except(["a 3", "a 60"]), bench.Target.Taken);
    }

    [Fact]
    public async Task Dead_letters_are_bounded_and_the_oldest_go_first()
    {
        const int Most = 64 << 10;
        await using var bench = new SpoolBench(configure: options => options.DeadLetterMaxBytes = Most);
        bench.Target.Say(SendVerdict.Refused, "no");
        await bench.StartAsync();

        await bench.AppendAsync(Batch("a", 0, 1_500));
        await bench.DrainAsync();

        var kept = bench.DeadLetters;
        Assert.InRange(kept.Sum(line => line.Length + 1), Most / 2, Most);
        Assert.Equal(
            Enumerable.Range(1_500 - kept.Length, kept.Length).Select(i => string.Create(CultureInfo.InvariantCulture, $"a {i}")),
            kept.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("line").GetString()));
        Assert.Equal((1_500, 1_500 - kept.Length), (bench.Status.DeadLetteredPoints, bench.Status.DeletedDeadLetters));
    }

    [Fact]
    public async Task A_next_run_leaves_the_dead_letters_of_the_last_one()
    {
        await using var bench = new SpoolBench();
        foreach (var i in (int[])[0, 1])
        {
            await using var run = new SpoolBench(bench.Options.Directory);
            run.Target.Say(SendVerdict.Refused, "no");
            await run.StartAsync();
            await run.AppendAsync(Batch("a", i, 1));
            await run.DrainAsync();
            await run.StopAsync();
        }

        Assert.Equal(["a 0", "a 1"], bench.DeadLetters.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("line").GetString()));
    }
}
