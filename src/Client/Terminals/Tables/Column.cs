namespace SqueezeFlow.Client.Terminals.Tables;

/// <summary>A column of a table, and what becomes of it where the screen is narrow.</summary>
internal sealed record Column
{
    /// <summary>What stands above it; empty for none.</summary>
    public required string Title { get; init; }

    /// <summary>Whether its cells end below each other, as figures do.</summary>
    public bool IsRight { get; init; }

    /// <summary>Whether its cells may go on in a further line; else a cell is shown whole or its column is not.</summary>
    public bool IsProse { get; init; }

    /// <summary>0: never left out. The higher, the sooner it gives way.</summary>
    public int Rank { get; init; }

    /// <summary>A column of words.</summary>
    public static Column Word(string title, int rank = 0) => new() { Title = title, Rank = rank };

    /// <summary>A column of figures.</summary>
    public static Column Figure(string title, int rank = 0) => new() { Title = title, Rank = rank, IsRight = true };

    /// <summary>A column of sentences.</summary>
    public static Column Prose(string title, int rank = 0) => new() { Title = title, Rank = rank, IsProse = true };

    /// <summary>The short form of a column that is never left out: its title, with a leading <c>&gt;</c> for figures.</summary>
    public static implicit operator Column(string title) => title.StartsWith('>') ? Figure(title[1..]) : Word(title);
}
