namespace SqueezeFlow.Lab.Leaks;

/// <summary>What a check of leaks found.</summary>
/// <param name="Cuts">Times that signals were made anew over cut bars.</param>
/// <param name="Compared">Signals compared, over all cuts.</param>
/// <param name="Findings">For each cut that changed a signal the first that it changed.</param>
public sealed record LeakReport(int Cuts, int Compared, IReadOnlyList<LeakFinding> Findings)
{
    /// <summary>Whether nothing leaked.</summary>
    public bool IsClean => Findings.Count == 0;
}
