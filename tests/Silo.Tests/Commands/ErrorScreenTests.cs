using SqueezeFlow.Silo.Commands.Running;

namespace SqueezeFlow.Silo.Tests.Commands;

public sealed class ErrorScreenTests : IDisposable
{
    private readonly StringWriter _terminal = new() { NewLine = "\n" };

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public void Lines_scroll_above_the_one_that_says_how_far_the_run_is()
    {
        using var screen = new ErrorScreen(_terminal, () => 80);

        screen.Show("1 s", "trades 10");
        screen.Write("first line of the log\n");
        screen.Show("2 s", "trades 20");
        screen.WriteLine("second line");
        screen.Show("3 s");

        Assert.Equal(["first line of the log", "second line", "3 s"], PlainTerminal.LinesOf(_terminal.ToString()));
    }

    [Fact]
    public void A_line_that_comes_in_parts_is_not_broken_by_progress()
    {
        using var screen = new ErrorScreen(_terminal, () => 80);

        screen.Show("1 s");
        screen.Write("one ");
        screen.Show("2 s");
        screen.Write("line\n");

        Assert.Equal(["one line", "2 s"], PlainTerminal.LinesOf(_terminal.ToString()));
    }

    [Fact]
    public void Nothing_of_progress_stays_behind()
    {
        using (var screen = new ErrorScreen(_terminal, () => 80))
        {
            screen.Show("1 s", "trades 1,000,000");
            screen.WriteLine("log");
            screen.Show("2 s");
        }

        Assert.Equal(["log", ""], PlainTerminal.LinesOf(_terminal.ToString()));
    }

    [Fact]
    public void Progress_never_reaches_the_last_column()
    {
        using var screen = new ErrorScreen(_terminal, () => 24);

        screen.Show("12 s", "market 2025-01-01 08:00:00", "signals 3");

        Assert.Equal(["12 s"], PlainTerminal.LinesOf(_terminal.ToString()));
    }

    [Fact]
    public void Redirected_it_carries_lines_only()
    {
        using var screen = new ErrorScreen(_terminal, null);

        screen.Show("1 s");
        screen.WriteLine("log");

        Assert.Equal("log" + Environment.NewLine, _terminal.ToString());
    }

    [Fact]
    public async Task Writers_on_many_threads_never_share_a_line()
    {
        using var screen = new ErrorScreen(_terminal, () => 80);
        var lines = Enumerable.Range(0, 200).Select(i => $"line {i:000} of the log").ToArray();

        await Task.WhenAll(
            Task.Run(() => Parallel.ForEach(lines, line => screen.WriteLine(line)), TestContext.Current.CancellationToken),
            Task.Run(() => Parallel.For(0, 200, i => screen.Show($"{i} s", "trades 1,000")), TestContext.Current.CancellationToken));
        screen.Show();

        Assert.Equal([.. lines, ""], PlainTerminal.LinesOf(_terminal.ToString()).OrderBy(line => line.Length == 0).ThenBy(line => line, StringComparer.Ordinal));
    }
}
