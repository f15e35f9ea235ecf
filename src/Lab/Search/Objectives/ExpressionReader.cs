using System.Globalization;
using SqueezeFlow.Core.Words;

namespace SqueezeFlow.Lab.Search.Objectives;

/// <summary>
/// Reads arithmetic over measures: numbers, names, <c>+ - * / ^</c>, parentheses, and the functions <c>min max abs sqrt log</c>.
/// Powers bind first and from the right, then signs, products, sums.
/// </summary>
internal sealed class ExpressionReader(string text)
{
    private const int Deepest = 100;
    private static readonly string[] Functions = ["min", "max", "abs", "sqrt", "log"];
    private int _at;
    private int _depth;

    /// <summary>The whole text.</summary>
    /// <exception cref="ObjectiveException">It is no expression.</exception>
    public Func<MeasureSet, double> Read()
    {
        var value = Sum();
        return Peek() == '\0' ? value : throw Wrong("an operator or the end");
    }

    private Func<MeasureSet, double> Sum()
    {
        var left = Product();
        while (Peek() is '+' or '-')
        {
            var (one, isPlus, other) = (left, Take() == '+', Product());
            left = isPlus ? set => one(set) + other(set) : set => one(set) - other(set);
        }

        return left;
    }

    private Func<MeasureSet, double> Product()
    {
        var left = Signed();
        while (Peek() is '*' or '/')
        {
            var (one, isTimes, other) = (left, Take() == '*', Signed());
            left = isTimes ? set => one(set) * other(set) : set => one(set) / other(set);
        }

        return left;
    }

    private Func<MeasureSet, double> Signed()
    {
        if (++_depth > Deepest)
        {
            throw new ObjectiveException($"'{Shown}' is nested more than {Deepest} deep: give a simpler one");
        }

        Func<MeasureSet, double> value;
        if (Peek() == '-')
        {
            Take();
            var positive = Signed();
            value = set => -positive(set);
        }
        else
        {
            value = Power();
        }

        _depth--;
        return value;
    }

    private Func<MeasureSet, double> Power()
    {
        var root = Single();
        if (Peek() != '^')
        {
            return root;
        }

        Take();
        var exponent = Signed();
        return set => Math.Pow(root(set), exponent(set));
    }

    private Func<MeasureSet, double> Single()
    {
        var next = Peek();
        if (next == '(')
        {
            Take();
            var inner = Sum();
            Demand(')');
            return inner;
        }

        return char.IsAsciiDigit(next) || next == '.' ? Number() : char.IsAsciiLetter(next) ? Word() : throw Wrong("a number, a measure or a parenthesis");
    }

    private Func<MeasureSet, double> Number()
    {
        var begin = _at;
        while (_at < text.Length && (char.IsAsciiDigit(text[_at]) || text[_at] is '.' or 'e' or 'E' || (text[_at] is '+' or '-' && text[_at - 1] is 'e' or 'E')))
        {
            _at++;
        }

        return double.TryParse(text.AsSpan(begin, _at - begin), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? _ => value
            : throw new ObjectiveException($"'{Shown}' has '{text[begin.._at]}' at {begin + 1}, which is no number");
    }

    private Func<MeasureSet, double> Word()
    {
        var begin = _at;
        while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] == '_'))
        {
            _at++;
        }

        var name = text[begin.._at];
        if (Functions.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            return Call(name.ToUpperInvariant());
        }

        return MeasureSet.TryFind(name, out var measure)
            ? set => set[measure]
            : throw new ObjectiveException(
                $"'{name}' at {begin + 1} is no measure{(NearestName.Of(name, MeasureSet.Names) is { } near ? $", did you mean '{near}'?" : ":")} give one of {string.Join(", ", MeasureSet.Names)}");
    }

    private Func<MeasureSet, double> Call(string name)
    {
        Demand('(');
        var first = Sum();
        if (name is "MIN" or "MAX")
        {
            Demand(',');
            var second = Sum();
            Demand(')');
            return name == "MIN" ? set => Math.Min(first(set), second(set)) : set => Math.Max(first(set), second(set));
        }

        Demand(')');
        return name switch
        {
            "ABS" => set => Math.Abs(first(set)),
            "SQRT" => set => Math.Sqrt(first(set)),
            _ => set => Math.Log(first(set)),
        };
    }

    private string Shown => text.Length > 80 ? text[..80] + "…" : text;

    private char Peek()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
        {
            _at++;
        }

        return _at < text.Length ? text[_at] : '\0';
    }

    private char Take() => text[_at++];

    private void Demand(char mark)
    {
        if (Peek() != mark)
        {
            throw Wrong($"'{mark}'");
        }

        _at++;
    }

    private ObjectiveException Wrong(string expected) =>
        new($"'{Shown}' has {(Peek() == '\0' ? "its end" : $"'{Peek()}'")} at {_at + 1}: expected {expected}");
}
