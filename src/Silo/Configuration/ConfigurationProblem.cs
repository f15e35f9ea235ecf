namespace SqueezeFlow.Silo.Configuration;

/// <summary>Something wrong in the configuration.</summary>
/// <param name="Key">Key or variable, as the user wrote it.</param>
/// <param name="Value">What was found; masked when it is a secret.</param>
/// <param name="Fault">What is wrong with it.</param>
/// <param name="Fix">What to write instead.</param>
internal sealed record ConfigurationProblem(string Key, string? Value, string Fault, string Fix)
{
    /// <summary>One line: key, value, fault, fix.</summary>
    public override string ToString() => $"{Key}: '{Value}' {Fault}: {Fix}";
}
