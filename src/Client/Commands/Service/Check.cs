namespace SqueezeFlow.Client.Commands.Service;

/// <summary>One thing that the doctor looked at.</summary>
/// <param name="Name">What.</param>
/// <param name="Verdict"><c>ok</c>, <c>note</c> (worth knowing) or <c>wrong</c>.</param>
/// <param name="Found">What was found, with numbers.</param>
/// <param name="Fix">What to do; null when nothing needs doing.</param>
internal sealed record Check(string Name, string Verdict, string Found, string? Fix = null)
{
    /// <summary>Whether something must be done.</summary>
    public bool IsWrong => Verdict == "wrong";

    /// <summary>All is well.</summary>
    public static Check Ok(string name, string found) => new(name, "ok", found);

    /// <summary>Worth knowing.</summary>
    public static Check Note(string name, string found, string? fix = null) => new(name, "note", found, fix);

    /// <summary>Something must be done.</summary>
    public static Check Wrong(string name, string found, string fix) => new(name, "wrong", found, fix);
}
