using SqueezeFlow.Client.Commands.Running;
using SqueezeFlow.Client.Terminals.Tables;
using SqueezeFlow.Client.Terminals.Writing;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Core.Views.Accounts;
using SqueezeFlow.Core.Views.Silos;

namespace SqueezeFlow.Client.Commands.Service;

/// <summary>The service at a glance.</summary>
internal sealed class StatusCommand(CommandEnvironment environment)
    : ConsoleCommand(environment, "status", "The service at a glance", "status", "status --json", "status --url http://10.0.0.5:3000")
{
    /// <inheritdoc/>
    protected override async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var answer = await run.Service.GetAsync<StatusView>(ApiPaths.Status, cancellationToken);
        return run.Show(answer, status => Facts(status).Write(run.Terminal));
    }

    private static Sheet Facts(StatusView status)
    {
        var feeds = $"{Figures.Count(status.FeedsConnected)} of {Figures.Count(status.Feeds)} connected";
        var sheet = new Sheet(string.Empty, string.Empty)
            .Add("health", Cell.Level(status.Health))
            .Add("service", $"SqueezeFlow {status.Version}, {status.Mode}, {status.Cluster}")
            .Add("up", $"{Figures.Span(status.Now - status.StartedAt)}, since {Figures.Time(status.StartedAt)} UTC")
            .Add("market time", Figures.Time(status.MarketTime) + (status.MarketTime is null ? string.Empty : " UTC"))
            .Add("feeds", new Cell(feeds, status.FeedsConnected < status.Feeds || status.Unreachable is not null ? Tone.Warning : Tone.Good))
            .Add("markets", $"{Figures.Count(status.Markets)} over {Figures.Count(status.Symbols)} symbols")
            .Add("trades", $"{Figures.Count(status.Trades)}, {Figures.Rate(status.TradesPerSecond)}")
            .Add("signals", Figures.Count(status.Signals))
            .Add("account", $"{status.Account}, {Figures.Money(status.TotalUsd)}, {Figures.Count(status.OpenPositions)} open positions")
            .Add("entries", status.ExecutionPaused ? new Cell("paused", Tone.Warning) : new Cell("allowed", Tone.Good));
        foreach (var account in status.Accounts.Count > 1 ? status.Accounts : [])
        {
            sheet.Add($"account {account.Name}", AccountCell(account));
        }

        foreach (var silo in status.Silos.Count > 1 ? status.Silos : [])
        {
            sheet.Add($"silo {silo.Name}", SiloCell(silo, status.Now));
        }

        foreach (var reason in status.Reasons)
        {
            sheet.Add("not healthy", new Cell(reason, Tone.Bad));
        }

        return sheet;
    }

    private static Cell AccountCell(AccountView account)
    {
        var money = account.Problem ?? $"{account.Behind}, {Figures.Money(account.TotalUsd)}";
        var entries = account.Paused ? "entries paused" : $"takes {account.Takes ?? "nothing new"}";
        return new($"{money}, {Figures.Count(account.OpenPositions)} open positions, {entries}", account.Problem is not null ? Tone.Bad : account.Paused ? Tone.Warning : Tone.Plain);
    }

    private static Cell SiloCell(SiloView silo, DateTimeOffset now)
    {
        if (silo.State != SiloStates.Active)
        {
            return new($"{silo.State} at {silo.Address}{(silo.Problem is { } problem ? $": {problem}" : string.Empty)}", silo.State == SiloStates.Silent ? Tone.Bad : Tone.Warning);
        }

        var up = silo.StartedAt is { } start ? $", up {Figures.Span(now - start)}" : string.Empty;
        var lag = silo.LagMs is { } ms ? $", lag {Figures.Span(TimeSpan.FromMilliseconds(ms))}" : string.Empty;
        var load = silo is { CpuPercent: { } processor, MemoryMb: { } memory } ? $", CPU {Figures.Count((long)processor)} %, memory {Figures.Count((long)memory)} MiB" : string.Empty;
        var words = $"{(silo.Ready ? "ready" : "not ready")} at {silo.Address}, {silo.Version}{up}, {Figures.Count(silo.FeedsConnected)} of {Figures.Count(silo.Feeds)} feeds connected, "
            + $"{Figures.Rate(silo.TradesPerSecond)} trades{lag}{load}";
        return new(words, silo.Ready ? Tone.Plain : Tone.Warning);
    }
}
