/* Judges PDF files by veraPDF: a line for each file and flavour, then one for each rule that the file breaks. */

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

public class VeraPdf {
    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (String file : files) {
            for (PDFAFlavour flavour : List.of(PDFAFlavour.PDFA_2_A, PDFAFlavour.PDFUA_1)) {
                judge(file, flavour);
            }
        }
    }

    static void judge(String file, PDFAFlavour flavour) throws Exception {
        String begin = file + "\t" + flavour.getId();
        Map<String, Integer> broken = new TreeMap<>();
        try (PDFAParser parser = Foundries.defaultInstance().createParser(Files.newInputStream(Path.of(file)), flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            for (TestAssertion found : result.getTestAssertions()) {
                if (found.getStatus() == TestAssertion.Status.FAILED) {
                    String rule = found.getRuleId().getClause() + "-" + found.getRuleId().getTestNumber();
                    broken.merge(rule + "\t" + found.getMessage(), 1, Integer::sum);
                }
            }
            if (broken.isEmpty() && !result.isCompliant()) {
                broken.put("not compliant, for no rule\t", 1);
            }
        }
        System.out.println(begin);
        broken.forEach((rule, count) -> System.out.println(begin + "\t" + rule + "\t" + count + " times"));
    }
}
