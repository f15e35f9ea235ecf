namespace SqueezeFlow.Interfaces.Feeds;

/// <summary>Leave to prepare a feed on another silo.</summary>
/// <param name="Epoch">Generation of the connection there.</param>
/// <param name="Assignment">What it reads.</param>
public sealed record FeedMoveTicket(long Epoch, FeedAssignment Assignment);
