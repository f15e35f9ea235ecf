namespace SqueezeFlow.Storage.Redis.Owners;

/// <summary>How long owners live.</summary>
/// <param name="Lease">Time for which the server lets a run live that is heard of no more.</param>
/// <param name="Period">How often the server hears of it.</param>
/// <param name="Margin">What is left of the lease unused: requests that are under way have arrived by then, or never will.</param>
/// <param name="Patience">How long taking a market waits for its owner.</param>
internal sealed record OwnerTimes(TimeSpan Lease, TimeSpan Period, TimeSpan Margin, TimeSpan Patience)
{
    /// <summary>Those of the service.</summary>
    public static OwnerTimes Usual { get; } = new(TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3));
}
