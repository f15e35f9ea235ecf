using System.Globalization;

namespace SqueezeFlow.Core.Signals.Explaining;

/// <summary>Collects the conditions of an evaluation in order.</summary>
internal sealed class StepList
{
    private readonly List<ExplanationStep> _steps = [];

    public IReadOnlyList<ExplanationStep> Steps => _steps;

    /// <summary>The first condition that failed, in one sentence; null when none did.</summary>
    public string? FirstFailure =>
        _steps.Find(step => step.Passed == false) is { } failed
            ? string.Create(CultureInfo.InvariantCulture, $"phase {failed.Phase}: {failed.Name} {failed.Actual}, needed {failed.Required}")
            : null;

    /// <summary>A condition.</summary>
    public void Check(int phase, string name, string actual, string required, bool passed) =>
        _steps.Add(new(phase, name, actual, required, passed));

    /// <summary>A value that is only kept, with the points that it gives at most where it gives any.</summary>
    public void Note(int phase, string name, string actual, double? mostPoints = null) => _steps.Add(new(phase, name, actual, "", null) { MostPoints = mostPoints });
}
