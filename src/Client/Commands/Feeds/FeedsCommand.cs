using SqueezeFlow.Client.Commands.Running;
using SqueezeFlow.Client.Terminals.Tables;
using SqueezeFlow.Client.Terminals.Writing;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Views;

namespace SqueezeFlow.Client.Commands.Feeds;

/// <summary>Connections to venues.</summary>
internal sealed class FeedsCommand(CommandEnvironment environment)
    : ConsoleCommand(environment, "feeds", "Connections to venues", "feeds", "feeds --json")
{
    /// <inheritdoc/>
    protected override async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var answer = await run.Service.GetAsync<FeedView[]>(ApiPaths.Feeds, cancellationToken);
        return run.Show(answer, feeds => Table(feeds, run.Terminal.Now).Write(run.Terminal, "no feeds are planned"));
    }

    private static Sheet Table(FeedView[] feeds, DateTimeOffset now)
    {
        var sheet = new Sheet(
            "feed", "state", Column.Word("since", 3), ">markets", Column.Figure("trades", 2), Column.Figure("rate", 1), Column.Figure("lag", 1),
            Column.Figure("bytes", 5), Column.Figure("connects", 4), Column.Figure("rejected", 2), Column.Prose("last error", 2));
        foreach (var feed in feeds)
        {
            sheet.Add(
                feed.Id,
                new Cell(feed.State, feed.State switch { FeedStates.Connected => Tone.Good, FeedStates.Failed => Tone.Bad, _ => Tone.Warning }),
                Figures.Ago(feed.Since, now),
                Markets(feed),
                Figures.Count(feed.Trades),
                Figures.Rate(feed.TradesPerSecond),
                feed.LagMs is { } lag ? Figures.Span(TimeSpan.FromMilliseconds(lag)) : Figures.None,
                Figures.Bytes(feed.Bytes),
                Figures.Count(feed.Connects),
                Rejected(feed),
                feed.LastError is null ? Figures.None : new Cell(feed.LastError, Tone.Dim));
        }

        return sheet;
    }

    // Markets that the venue has refused are named by --json.
    private static Cell Markets(FeedView feed) => feed.Unconfirmed.Count == 0
        ? Figures.Count(feed.Markets)
        : new Cell($"{Figures.Count(feed.Markets)} ({Figures.Count(feed.Unconfirmed.Count)} refused)", Tone.Warning);

    private static Cell Rejected(FeedView feed)
    {
        var total = feed.Rejected.Values.Sum();
        var worst = feed.Rejected.OrderByDescending(pair => pair.Value).FirstOrDefault();
        return total == 0 ? "0" : new Cell($"{Figures.Count(total)} ({worst.Key})", Tone.Warning);
    }
}
