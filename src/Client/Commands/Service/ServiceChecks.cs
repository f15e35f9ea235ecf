using System.Globalization;
using SqueezeFlow.Client.Http;
using SqueezeFlow.Client.Terminals.Writing;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Views;

namespace SqueezeFlow.Client.Commands.Service;

/// <summary>What a running service is asked.</summary>
internal static class ServiceChecks
{
    private const double LeastFreeGib = 1;

    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(2);

    /// <summary>Asks it; ends early when it cannot be reached.</summary>
    public static async Task<IReadOnlyList<Check>> RunAsync(ServiceClient service, TimeProvider clock, CancellationToken cancellationToken)
    {
        StatusView status;
        TimeSpan roundTrip, difference;
        try
        {
            // The first call also opens the connection; the clock is compared over the second.
            await service.GetAsync<StatusView>(ApiPaths.Status, cancellationToken);
            var (asked, started) = (clock.GetUtcNow(), clock.GetTimestamp());
            status = (await service.GetAsync<StatusView>(ApiPaths.Status, cancellationToken)).Value;
            roundTrip = clock.GetElapsedTime(started);
            difference = status.Now - (asked + (roundTrip / 2));
        }
        catch (ConsoleFailure failure)
        {
            return [new Check("service", "wrong", failure.Message)];
        }

        List<Check> checks =
        [
            Check.Ok("service", $"{service.BaseAddress.ToString().TrimEnd('/')} answers in {Figures.Span(roundTrip)}, {status.Mode}, {status.Cluster}, up {Figures.Span(status.Now - status.StartedAt)}"),
            Version(status),
            Clock(difference),
            Feeds(status),
            .. await SubscriptionCheck.RunAsync(service, cancellationToken),
            Access(status),
            Execution(status),
        ];
        if (ClusterCheck.Of(status) is { } silos)
        {
            checks.Insert(2, silos);
        }

        checks.AddRange(await HealthAsync(service, cancellationToken));
        checks.AddRange(await AccountChecks.RunAsync(service, cancellationToken));
        return checks;
    }

    private static Check Version(StatusView status)
    {
        var found = $"service {status.Version}, console {Versions.OfConsole}";
        return Versions.WithoutCommit(status.Version) == Versions.OfConsole
            ? Check.Ok("version", found)
            : Check.Wrong("version", found, "update the older of the two");
    }

    private static Check Clock(TimeSpan difference)
    {
        var found = $"service is {Figures.Span(difference.Duration())} {(difference < TimeSpan.Zero ? "behind" : "ahead of")} this machine";
        return difference.Duration() <= ClockTolerance
            ? Check.Ok("clock", found)
            : Check.Wrong("clock", found, "synchronise both clocks (timedatectl set-ntp true): signals are judged by their age");
    }

    private static Check Feeds(StatusView status)
    {
        var found = $"{Figures.Count(status.FeedsConnected)} of {Figures.Count(status.Feeds)} connected, {Figures.Rate(status.TradesPerSecond)} trades";
        if (status.Unreachable is { } sentence)
        {
            return Check.Wrong("feeds", $"{sentence}; {found}", "check the network and the name server of the service's machine, or name venues that can be reached in Feeds:Exchanges");
        }

        return status.FeedsConnected == status.Feeds ? Check.Ok("feeds", found)
            : status.FeedsConnected > 0 ? Check.Note("feeds", found, "see: squeezeflow feeds")
            : Check.Wrong("feeds", found, "see: squeezeflow feeds");
    }

    private static Check Access(StatusView status) => status.OpenToOthers
        ? Check.Note("access", "it listens for other machines, and whoever reaches it reads balance and positions", "set Api:Key or Api:ReadKey, or let nobody reach the port")
        : Check.Ok("access", "other machines do not reach it, or need a key");

    private static Check Execution(StatusView status)
    {
        var found = $"account {status.Account}, {Figures.Money(status.TotalUsd)}, {Figures.Count(status.OpenPositions)} open positions";
        return status.ExecutionPaused
            ? Check.Note("execution", found + ", entries paused", "allow entries: squeezeflow resume")
            : Check.Ok("execution", found + ", entries allowed");
    }

    private static async Task<IReadOnlyList<Check>> HealthAsync(ServiceClient service, CancellationToken cancellationToken)
    {
        HealthView health;
        try
        {
            health = (await service.GetAnyStatusAsync<HealthView>(ApiPaths.Health, cancellationToken)).Value;
        }
        catch (ConsoleFailure failure)
        {
            return [Check.Wrong("health", failure.Message, "see the service's log")];
        }

        List<Check> checks = [Disk(health), .. health.Parts.Select(Part)];
        if (!health.Ready)
        {
            checks.Insert(0, Check.Wrong("ready", $"not ready, {health.Level}", "see the parts below and the service's log"));
        }

        return checks;
    }

    // The disk that matters is the service's: the console may run on another machine, or see other folders of the same one.
    private static Check Disk(HealthView health)
    {
        var figures = health.Parts.FirstOrDefault(part => part.Name == SystemFigures.Part)?.Figures;
        if (figures is null || !figures.TryGetValue(SystemFigures.DiskFree, out var free) || !figures.TryGetValue(SystemFigures.DiskPercent, out var used))
        {
            return Check.Note("disk", "the service does not tell how much room its data has", "see the service's log");
        }

        var found = string.Create(CultureInfo.InvariantCulture, $"{free:#,0.0} GiB free where the service keeps its data, {used:0.#} % used");
        return free >= LeastFreeGib
            ? Check.Ok("disk", found)
            : Check.Wrong("disk", found, $"free at least {LeastFreeGib} GiB there, or move Data:Directory");
    }

    private static Check Part(HealthPart part)
    {
        var figures = string.Join(", ", part.Figures.Select(figure =>
            string.Create(CultureInfo.InvariantCulture, $"{figure.Key} {figure.Value:#,0.###}")));
        var found = figures.Length == 0 ? $"{part.Level}: {part.Reason}" : $"{part.Level}: {part.Reason} ({figures})";
        return part.Level switch
        {
            HealthLevels.Healthy => Check.Ok(part.Name, found),
            HealthLevels.Degraded => Check.Note(part.Name, found),
            _ => Check.Wrong(part.Name, found, "see the service's log"),
        };
    }
}
