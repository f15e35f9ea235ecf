namespace SqueezeFlow.Exchanges.Venues;

/// <summary>One REST base of a venue, to which the venue's own paths are appended.</summary>
/// <param name="Name">Name in the configuration, lower case, e.g. <c>coinm</c>.</param>
/// <param name="Address">The venue's own base address.</param>
public sealed record RestEndpoint(string Name, Uri Address)
{
    /// <summary>What the venue allows from one address on this host; endpoints with one host share it.</summary>
    public RequestBudget Budget { get; init; } = new(10, TimeSpan.FromSeconds(1));
}
