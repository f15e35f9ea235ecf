namespace SqueezeFlow.Core.Flow;

/// <summary>What is missing of a symbol's trades in a stretch of time.</summary>
/// <param name="Markets">Markets that count for the strategy.</param>
/// <param name="Doubtful">Those of them of which something may be missing, the largest first.</param>
/// <param name="Share">Share of these in the turnover of all since they are counted, 0 to 1.</param>
public sealed record DataDoubt(int Markets, IReadOnlyList<string> Doubtful, double Share);
